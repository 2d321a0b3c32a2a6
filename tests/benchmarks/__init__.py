"""What the busiest paths cost, as ratios to a yardstick of the same run: `make bench`."""
