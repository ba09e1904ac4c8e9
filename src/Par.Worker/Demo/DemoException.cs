namespace Par.Worker.Demo;

/// <summary>The demo cannot run as it was asked to. The message says why, and the mend.</summary>
internal sealed class DemoException : Exception
{
    public DemoException()
    {
    }

    public DemoException(string message)
        : base(message)
    {
    }

    public DemoException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
