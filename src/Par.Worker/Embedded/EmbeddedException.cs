namespace Par.Worker.Embedded;

/// <summary>The private PostgreSQL could not start or did not stay. The message says what is wrong and the mend.</summary>
internal sealed class EmbeddedException : Exception
{
    public EmbeddedException()
    {
    }

    public EmbeddedException(string message)
        : base(message)
    {
    }

    public EmbeddedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
