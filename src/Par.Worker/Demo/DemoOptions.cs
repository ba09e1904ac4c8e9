using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Par.Worker.Decisions;

namespace Par.Worker.Demo;

/// <summary>How the demo was asked to run.</summary>
internal sealed record DemoOptions
{
    /// <summary>People in the province, 100 to 5,000,000. Default 20,000.</summary>
    public int People { get; init; } = 20_000;

    /// <summary>The same seed on the same day gives the same province. Default: one is drawn, and printed.</summary>
    public int? Seed { get; init; }

    /// <summary>Life events a second; fractions are allowed. Default 20.</summary>
    public double Speed { get; init; } = 20;

    /// <summary>Seconds of life, after which the demo ends by itself. Default: until Ctrl+C.</summary>
    public double? Seconds { get; init; }

    /// <summary>The file that the summary is written to as JSON. Default: none.</summary>
    public string? Json { get; init; }

    /// <summary>Keeps the databases, and says how to look into them. Default: no.</summary>
    public bool Keep { get; init; }

    /// <summary>A server to use in place of the private one, as an Npgsql connection string. Default: none.</summary>
    public string? Database { get; init; }

    /// <summary>The desk's port on 127.0.0.1. Default 5080.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>Whether some officers and citizens of the demo act by themselves, so that the desk moves. Default: yes.</summary>
    public bool Officers { get; init; } = true;

    /// <summary>How many workers share the work, 1 to 8. Default 1.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>The folder of the rule files. Default: <c>rules</c> where the program was started, else beside the program's sources.</summary>
    public string Rules { get; init; } = RuleBookFiles.Find();

    /// <summary>The options as they would be typed to have the same demo again, without the seed and without those named; a connection string stays out, for its password.</summary>
    public string AsTyped(params string[] without)
    {
        var usual = new DemoOptions();
        (string Name, string? Text)[] all =
        [
            ("--people", People == usual.People ? null : Invariant($"--people {People}")),
            ("--speed", Speed.Equals(usual.Speed) ? null : Invariant($"--speed {Speed}")),
            ("--seconds", Seconds is { } seconds ? Invariant($"--seconds {seconds}") : null),
            ("--json", Json is null ? null : $"--json {Json}"),
            ("--keep", Keep ? "--keep" : null),
            ("--database", Database is null ? null : "--database \"...\""),
            ("--port", Port == usual.Port ? null : Invariant($"--port {Port}")),
            ("--no-officers", Officers ? null : "--no-officers"),
            ("--workers", Workers == usual.Workers ? null : Invariant($"--workers {Workers}")),
        ];
        return string.Concat(all.Where(one => one.Text is not null && !without.Contains(one.Name)).Select(one => $" {one.Text}"));
    }

    public string DeskAddress => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    /// <summary>Everything that can be known to fail is refused before anything starts, all of it at once.</summary>
    public void Check()
    {
        string?[] problems =
        [
            People is >= 100 and <= 5_000_000 ? null : $"--people is {People}: give a number from 100 to 5000000.",
            Speed is > 0 and <= 100_000 ? null : Invariant($"--speed is {Speed}: give life events a second, more than 0 and at most 100000, such as 20 or 0.5."),
            Seconds is null or (> 0 and <= 1_000_000) ? null : Invariant($"--seconds is {Seconds}: give seconds of life, more than 0, or leave it out and stop with Ctrl+C."),
            Port is >= 1 and <= 65_535 ? PortTrouble() : $"--port is {Port}: give a number from 1 to 65535.",
            Workers is >= 1 and <= 8 ? null : $"--workers is {Workers}: give a number from 1 to 8.",
            JsonTrouble(),
        ];
        var found = problems.OfType<string>().ToList();
        if (found.Count > 0)
        {
            throw new DemoException(string.Join(Environment.NewLine, found));
        }
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private string? PortTrouble()
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, Port) { ExclusiveAddressUse = true };
            listener.Start();
            return null;
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return $"Another program already listens on {DeskAddress}: stop it, or give a free one with --port.";
        }
        catch (SocketException refused)
        {
            return $"The desk may not listen on {DeskAddress} ({refused.Message}): give another one with --port.";
        }
    }

    private string? JsonTrouble()
    {
        if (Json is null)
        {
            return null;
        }

        try
        {
            var existed = File.Exists(Json);
            using (File.Open(Json, FileMode.OpenOrCreate, FileAccess.Write))
            {
                // Opening it is the whole question.
            }

            if (!existed)
            {
                File.Delete(Json);
            }

            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"--json cannot be written ({refused.Message.TrimEnd('.')}): name a file in a folder that exists and that you may write to.";
        }
    }
}
