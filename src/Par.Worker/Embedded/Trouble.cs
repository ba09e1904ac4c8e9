namespace Par.Worker.Embedded;

/// <summary>Turns what PostgreSQL said last into one sentence with the mend.</summary>
internal static class Trouble
{
    public static string Of(string what, IReadOnlyList<string> log, string under) => what switch
    {
        _ when Says(log, "No space left on device") =>
            $"The disk of {under} is full, so the private PostgreSQL stopped: make room, or set TMPDIR to a folder with more.",
        "folder" => NoFolder(under),
        "initdb" => $"The private PostgreSQL could not be made in {under}. initdb said last:{Quote(log)}",
        "start" => $"The private PostgreSQL did not start. It said last:{Quote(log)}",
        "run" => $"The private PostgreSQL stopped by itself; start again. It said last:{Quote(log)}",
        _ => NoSupervisor,
    };

    public static string NoSupervisor =>
        "The private PostgreSQL could not be started: setsid, setpriv, flock or mktemp is missing. Install util-linux, or name a running server with --database.";

    public static string NoFolder(string under) =>
        $"The folder {under} does not exist or may not be written to by the user who runs PostgreSQL: set TMPDIR to a folder that may.";

    public static string TooSlow(TimeSpan limit, IReadOnlyList<string> log) =>
        $"The private PostgreSQL was not up within {limit.TotalSeconds:0} seconds: the machine is too busy, try again. It said last:{Quote(log)}";

    public static bool IsPortTaken(IReadOnlyList<string> log) => Says(log, "Address already in use");

    private static bool Says(IReadOnlyList<string> log, string words) =>
        log.Any(line => line.Contains(words, StringComparison.Ordinal));

    private static string Quote(IReadOnlyList<string> log) =>
        log.Count == 0 ? " (nothing)" : Environment.NewLine + string.Join(Environment.NewLine, log.Select(line => "  " + line));
}
