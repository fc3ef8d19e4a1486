"""What every command uses: the desk it records at, its options, dates, and the screen."""
