"""Papers arriving at the door: tables become checked entities and statements.

`loaders.check` tells what is wrong with a source, `loaders.load` writes it to a store, and
`loaders.reading` is what both rest on. Whatever leaves this room needs no second look.
"""
