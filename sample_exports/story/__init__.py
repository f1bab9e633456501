"""The stories that the sample exports tell. All of them are invented."""
