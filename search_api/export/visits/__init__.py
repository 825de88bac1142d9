"""Files of a study visit: programme and letters in Word, calendar, route for devices and maps."""
