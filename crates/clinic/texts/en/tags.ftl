### Tags: words of the clinic's own by which people are found together.

tags-title = Tags
tags-text = Words of your clinic's own by which patients are found together. Everybody at the desk sees them.
tags-none = No tags yet
tags-name = Tag
tags-add = Add tag
tags-remove = Remove tag
tags-change = Change tags
tags-any = Any
tags-added = Tag added
tags-removed = Tag removed
