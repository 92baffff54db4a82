"""Writing to a Neo4j server: loads, what is taken out again, and what is taken back.

Every write sets its records down on disk and checks them before the server changes. Then there
are four ways, and `write` chooses:

- *A load into an empty store*: a transaction for each batch of records. While the server writes
  one, a thread makes the next one ready, since what it will find there is known (`ahead`).
- *A load into a store that holds something*: the same batches; each asks under the lock what is
  there, and writes what differs (`batch`). What the source gave before and does not give now is
  counted in the end (`vanished`).
- *A write that takes something out* (unload, merge): bundle by bundle, in the order in which they
  count; few in one transaction, many in one each (`mixed`). What each takes out is worked out in
  `takings`, and taken out by `taking_out`.
- *A rehearsal*, which keeps nothing: what the batches of a load would have written is laid over
  what the store has (`rehearsal`); bundles are written and rolled back (`mixed`).

All four work with the same plan: `plan` compares records with what is there, without a server, and
`sending`, `nodes` and `columns` make queries of it. Whatever is written is written under the lock
of the node about the store (`meta`), and leaves a part in the `journal`, which `history` lists and
from which `undoing` takes a load back.
"""
