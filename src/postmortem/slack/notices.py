"""The subtypes with which Slack itself speaks."""

from __future__ import annotations

# Slack's notices, which tell nothing of the incident, and the word under which each is counted.
NOTICES = {
    "channel_join": "joins",
    "group_join": "joins",
    "channel_leave": "leaves",
    "group_leave": "leaves",
    "channel_archive": "archivings",
    "channel_unarchive": "archivings",
    "group_archive": "archivings",
    "group_unarchive": "archivings",
    "bot_add": "app changes",
    "bot_remove": "app changes",
    "bot_enable": "app changes",
    "bot_disable": "app changes",
    "app_conversation_join": "app changes",
    "app_conversation_leave": "app changes",
    "pinned_item": "pin notices",
    "unpinned_item": "pin notices",
    "reminder_add": "reminders",
    "reminder_delete": "reminders",
    "bookmark_add": "bookmarks",
    "bookmark_added": "bookmarks",
    "bookmark_edited": "bookmarks",
    "bookmark_removed": "bookmarks",
    "channel_tab_added": "tab and canvas notices",
    "channel_tab_removed": "tab and canvas notices",
    "channel_canvas_updated": "tab and canvas notices",
    "channel_posting_permissions": "settings changes",
    "channel_convert_to_private": "settings changes",
    "channel_convert_to_public": "settings changes",
    "channel_retention_changed": "settings changes",
    "welcome_party": "welcomes",
    "message_replied": "reply notices",
    "message_deleted": "deletion notices",
}

# The subtypes that give the channel a new topic, purpose or name, and the field that holds it.
TOPICS = {
    "channel_topic": "topic",
    "group_topic": "topic",
    "channel_purpose": "purpose",
    "group_purpose": "purpose",
    "channel_name": "name",
    "group_name": "name",
}
