namespace Par.Worker.Storage;

/// <summary>The work database has moved on, and this program must not work on it any more. The message says why; the mend is the newer program.</summary>
internal sealed class NewerDatabaseException : Exception
{
    public NewerDatabaseException()
    {
    }

    public NewerDatabaseException(string message)
        : base(message)
    {
    }

    public NewerDatabaseException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
