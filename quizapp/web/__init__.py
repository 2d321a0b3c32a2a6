"""The pages: each view reads its input, calls one service, and shows what came of it."""
