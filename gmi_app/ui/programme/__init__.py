"""The screens of the programme: what is due, the plan, the diary, the flare-up plan."""
