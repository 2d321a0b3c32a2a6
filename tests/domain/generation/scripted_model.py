"""A model that says what it is told to, one reply after the other."""


def scripted(*replies):
    """Return what asks it, and the list that each request is added to."""
    asked = []
    turn = iter(replies)

    def ask(request):
        asked.append(request)
        return next(turn)

    return ask, asked
