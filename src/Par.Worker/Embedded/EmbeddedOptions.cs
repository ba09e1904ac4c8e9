namespace Par.Worker.Embedded;

/// <summary>How the private PostgreSQL is to run. The defaults are those of the demo and the benchmarks.</summary>
internal sealed record EmbeddedOptions
{
    /// <summary>The folder that the cluster's own folder is made in. Default: <see cref="DefaultUnder"/>.</summary>
    public string Under { get; init; } = DefaultUnder();

    /// <summary>On unless a test says otherwise.</summary>
    public Durability Durability { get; init; } = Durability.On;

    /// <summary>Keeps the folder after the server has stopped, so that one can look into it. Default: no.</summary>
    public bool Keep { get; init; }

    /// <summary>How long initdb and the first start may take together. Default: 60 seconds.</summary>
    public TimeSpan StartWithin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The folder of PostgreSQL's programs. Default: the newest that is found.</summary>
    public string? Binaries { get; init; } = Environment.GetEnvironmentVariable(PostgreSqlBinaries.Variable);

    /// <summary>Where the server is to listen on 127.0.0.1; asked again when the port was lost to someone else.</summary>
    public Func<int> NextPort { get; init; } = LoopbackPort.Free;

    /// <summary>
    /// TMPDIR when it is set, else /var/tmp, else the temp folder. Not $XDG_RUNTIME_DIR and rather not /tmp: both are
    /// often memory, where a large province does not fit and where "on disk before it is answered" means nothing.
    /// </summary>
    public static string DefaultUnder() =>
        Environment.GetEnvironmentVariable("TMPDIR") is { Length: > 0 } chosen ? chosen
        : Directory.Exists("/var/tmp") ? "/var/tmp"
        : Path.GetTempPath();
}
