class _Transactions(object):
    """Dynamo's one transaction: open from the first Ensure to the end of the run."""

    def __init__(self):
        self.opened = 0
        self.open = False

    def EnsureInTransaction(self, doc):
        if not self.open:
            self.opened += 1
        self.open = True

    def TransactionTaskDone(self):
        assert self.open

    def end_of_run(self):
        self.open = False


class TransactionManager(object):
    Instance = _Transactions()
