using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Par.Worker.Demo.Screen;

/// <summary>Shows the demo while it runs: a live table on a terminal, plain lines where the output goes elsewhere.</summary>
internal sealed class DemoScreen(IAnsiConsole console, Counting counting, string desk, TimeProvider clock)
{
    private const int Top = 8;
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PlainRefresh = TimeSpan.FromSeconds(2);

    /// <summary>Shows until it is told to stop.</summary>
    public Task Show(Func<long> written, CancellationToken stop) =>
        console.Profile.Out.IsTerminal
            ? console.Live(Text.Empty).AutoClear(true).StartAsync(live => Loop(Refresh, written, (counts, items, age) =>
            {
                live.UpdateTarget(Table(counts, items, written(), age));
                live.Refresh();
            }, stop))
            : Loop(PlainRefresh, written, (counts, _, age) => console.Profile.Out.Writer.WriteLine(Line(counts, written(), age)), stop);

    /// <summary>One line of counters, as it is written where no terminal is.</summary>
    public static string Line(Counts counts, long written, TimeSpan age) => string.Create(
        CultureInfo.InvariantCulture,
        $"{age.TotalSeconds,4:0} s  {written} life events sent, {counts.TakenIn} taken in ({counts.Duplicates} came twice), {counts.Due} due, {counts.NotDue} not due, {counts.Undecided} undecided, {counts.Dossiers} dossiers, {counts.Reminders} reminders, latency p50 {counts.P50 ?? 0:0} ms, p99 {counts.P99 ?? 0:0} ms");

    private async Task Loop(TimeSpan refresh, Func<long> written, Action<Counts, IReadOnlyList<AgencyItems>, TimeSpan> show, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        using var timer = new PeriodicTimer(refresh, clock);
        try
        {
            do
            {
                var asked = clock.GetTimestamp();
                show(await counting.Now(stop), await counting.Busiest(Top, stop), clock.GetElapsedTime(began));

                // On a long run the counting itself takes time; the screen must not become the load.
                var took = clock.GetElapsedTime(asked);
                timer.Period = took * 10 > refresh ? took * 10 : refresh;
            }
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The stop is how the screen ends.
        }
    }

    private Rows Table(Counts counts, IReadOnlyList<AgencyItems> items, long written, TimeSpan age)
    {
        var figures = new Grid().AddColumns(4);
        Add(figures, "Life events sent", written, "Findings due", counts.Due);
        Add(figures, "taken in", counts.TakenIn, "not due", counts.NotDue);
        Add(figures, "came twice", counts.Duplicates, "undecided", counts.Undecided);
        Add(figures, "waiting", counts.Waiting, "withdrawn", counts.Withdrawn);
        Add(figures, "Dossiers opened", counts.Dossiers, "Reminders", counts.Reminders);
        Add(figures, "closed by officers", counts.Closed, "Seconds lived", (long)age.TotalSeconds);

        var queues = new Table().Border(TableBorder.Simple).AddColumn("Queue of").AddColumn(new TableColumn("Items").RightAligned()).AddColumn("Next due");
        foreach (var item in items)
        {
            queues.AddRow(
                Markup.Escape(item.Agency),
                item.Items.ToString("N0", CultureInfo.InvariantCulture),
                new DateTimeOffset(item.NextDue, TimeSpan.Zero).ToOffset(TimeSpan.FromHours(7)).ToString("dd/MM HH:mm", CultureInfo.InvariantCulture));
        }

        IRenderable latency = new Markup(string.Create(
            CultureInfo.InvariantCulture,
            $"From registry to queue: p50 [bold]{counts.P50 ?? 0:0} ms[/], p99 [bold]{counts.P99 ?? 0:0} ms[/]"));
        return new Rows(figures, latency, queues, new Markup($"Desk: [link]{desk}[/] (choose an agency, then a name)   Stop: Ctrl+C"));
    }

    private static void Add(Grid figures, string left, long leftValue, string right, long rightValue) => figures.AddRow(
        new Text(left),
        new Text(leftValue.ToString("N0", CultureInfo.InvariantCulture)).RightJustified(),
        new Text("  " + right),
        new Text(rightValue.ToString("N0", CultureInfo.InvariantCulture)).RightJustified());
}
