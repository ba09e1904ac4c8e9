namespace Par.Worker.Storage;

/// <summary>The database and the program do not fit together. The message says how, and the mend.</summary>
internal sealed class MigrationException : Exception
{
    public MigrationException()
    {
    }

    public MigrationException(string message)
        : base(message)
    {
    }

    public MigrationException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
