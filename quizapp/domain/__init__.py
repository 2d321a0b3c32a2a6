"""The pure core: plain values and functions, no Flask, no database, no clock, no dice."""
