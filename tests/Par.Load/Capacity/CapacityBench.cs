using System.Globalization;
using System.Text.Json;

namespace Par.Load.Capacity;

/// <summary>
/// Turns the rate that <c>bench intake</c> measured into cells for a province and for a country, and plays a bad week through in each of them: Tuesday the
/// registries are away for the working day, and on Thursday a law begins that asks about one person in fifty.
/// </summary>
internal static class CapacityBench
{
    private const double AskedByALaw = 0.02;
    private const int Provinces = 34;
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<int> Run(CapacityAsked asked, FileInfo? json, TextWriter words, CancellationToken cancellation)
    {
        Say(words, $"Seed {asked.Seed}; a cell does {asked.Rate:0} life events a second; {asked.EventsAPerson} life events a person and year; {asked.BytesAnEvent:N0} bytes of disk for each");
        Say(words, $"  people        cells  fullest second  of its rate   p50 s   p99 s  away a day: p99 s, behind   law of the day: behind   disk a year, largest cell");
        var report = new List<CapacityRow>();
        foreach (var people in (double[])[1_500_000, 3_000_000, 10_000_000, asked.People])
        {
            cancellation.ThrowIfCancellationRequested();
            var row = Of(people, asked);
            report.Add(row);
            Say(words, $"{row.People,12:N0} {row.Cells,8} {row.FullestSecond,11:0.0} /s {row.Used,12:P1} {row.P50,7:0.00} {row.P99,7:0.00} {row.AwayP99,15:0.00} {Span(row.AwayBehind),10} {Span(row.LawBehind),23} {row.DiskGiB,22:N0} GiB");
        }

        if (json is not null)
        {
            await File.WriteAllTextAsync(json.FullName, JsonSerializer.Serialize(report, Written), cancellation);
        }

        return 0;
    }

    /// <summary>The largest cell is the one to look at: in it everything is longest.</summary>
    private static CapacityRow Of(double people, CapacityAsked asked)
    {
        var cells = Cells(people, asked);
        var largest = cells.Max();
        var demand = new Demand(largest, asked.EventsAPerson);
        Week Play((int, int) away, (int, double) burst) => new Cell(demand, asked.Rate, new Random(asked.Seed)).Run(away, burst);
        var ordinary = Play((0, 0), (-1, 0));
        var away = Play((Demand.Of(1, 7), Demand.Of(1, 17)), (-1, 0));
        var law = Play((0, 0), (Demand.Of(3, 0), largest * AskedByALaw));
        return new CapacityRow(
            people, cells.Count, demand.FullestSecond, demand.FullestSecond / asked.Rate, ordinary.Wait(0.5), ordinary.Wait(0.99), away.Wait(0.99), away.LongestBehind,
            law.LongestBehind, largest * asked.EventsAPerson * asked.BytesAnEvent / (1L << 30));
    }

    /// <summary>
    /// A cell for each province of a country, whose sizes differ as provinces do: the second is four fifths of the first, and so on down. What is larger than a
    /// cell may be is shared out by personal id.
    /// </summary>
    private static List<double> Cells(double people, CapacityAsked asked)
    {
        var provinces = people <= 5_000_000 ? 1 : (int)Math.Clamp(Math.Ceiling(people / 3_000_000), 1, Provinces);
        var weights = Enumerable.Range(0, provinces).Select(place => 1.0 / (place + 4)).ToList();
        return [.. weights.Select(weight => people * weight / weights.Sum()).SelectMany(one =>
        {
            var parts = (int)Math.Ceiling(one / asked.MostPeople);
            return Enumerable.Repeat(one / parts, parts);
        })];
    }

    private static string Span(int seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00} min");

    private static void Say(TextWriter words, FormattableString text) => words.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}

/// <summary>What is given.</summary>
/// <param name="People">People of the country.</param>
/// <param name="EventsAPerson">Life events of one person in a year.</param>
/// <param name="Rate">Life events that a cell does in a second.</param>
/// <param name="BytesAnEvent">Disk that a life event takes with all that follows from it.</param>
/// <param name="MostPeople">People of a cell at most.</param>
/// <param name="Seed">The seed.</param>
internal sealed record CapacityAsked(double People, double EventsAPerson, double Rate, double BytesAnEvent, double MostPeople, int Seed);

/// <summary>One row: the cells for so many people, and the largest of them in each of three weeks. Waits and times behind are in seconds.</summary>
internal sealed record CapacityRow(
    double People, int Cells, double FullestSecond, double Used, double P50, double P99, double AwayP99, int AwayBehind, int LawBehind, double DiskGiB);
