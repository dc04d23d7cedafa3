class _Documents(object):
    CurrentDBDocument = None


class DocumentManager(object):
    Instance = _Documents()
