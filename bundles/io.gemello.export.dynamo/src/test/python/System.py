import uuid


class Guid(object):
    def __init__(self, text):
        self.value = uuid.UUID(text)
