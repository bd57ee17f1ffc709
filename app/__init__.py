"""参保. Canbao: may this enrolment fee be collected, how much, and from which day does it cover."""
