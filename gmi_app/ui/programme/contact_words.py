"""Contacts as lines that a person writes and reads: a name, a comma, a number."""

from __future__ import annotations

from gmi_app.facts.note import Contact, HelpContacts


def line_of(contact: Contact) -> str:
    """ "Lea, 0170 123456"."""
    return ", ".join(filter(None, (contact.who, contact.how)))


def lines_of(contacts: HelpContacts) -> str:
    """One to a line."""
    return "\n".join(line_of(contact) for contact in contacts.contacts if not contact.empty)


def contacts_of(lines: str) -> HelpContacts:
    """What stands behind the last comma is how to reach them, where it holds a digit or an @."""
    found = []
    for line in filter(None, (line.strip() for line in lines.splitlines())):
        who, comma, how = line.rpartition(",")
        reachable = any(sign.isdigit() or sign == "@" for sign in how)
        if comma and reachable:
            found.append(Contact(who.strip(), how.strip()))
        else:
            found.append(Contact(line))
    return HelpContacts(tuple(found))
