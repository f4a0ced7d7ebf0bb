"""The soak: thousands of uploads under random faults and kills, judged by a separate program."""
