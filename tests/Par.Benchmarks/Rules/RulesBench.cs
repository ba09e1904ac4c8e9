using System.Globalization;
using Par.Benchmarks.Feel;

namespace Par.Benchmarks.Rules;

/// <summary>Measures our rule engine against hand-written C# and Microsoft's, in turns, over the same events.</summary>
internal static class RulesBench
{
    private const int Rounds = 31;
    private const int PassesInARound = 48;
    private const double MillisecondsOfWarmUp = 1_500;
    private const int EventsOfMicrosoft = 250;
    private static readonly (int Kinds, int InAKind)[] Books = [(12, 1), (60, 2), (120, 10)];

    public static RulesReport Run(TextWriter words)
    {
        words.WriteLine($"events: {Events.Count}, seed {Events.Seed}; medians of {Rounds} rounds, the engines in turns; nanoseconds for one event, and beside it what an event gives");
        words.WriteLine("  rules     ours  by hand  Microsoft   dossiers an event   bytes an event beyond them");
        var measured = Array.ConvertAll(Books, book => Measure(book.Kinds, book.InAKind, words));
        var files = RuleText.Files(new Workload(120, 10));
        var load = Enumerable.Range(0, 5).Select(_ => Stopwatches.Milliseconds(() => GC.KeepAlive(new Ours(files)))).ToList();
        var report = new RulesReport(
            Ratio(measured[0].Ours, measured[0].ByHand),
            Ratio(measured[2].Ours, measured[2].ByHand),
            Ratio(measured[0].Microsoft, measured[0].Ours),
            Ratio(measured[2].Microsoft, measured[2].Ours),
            Math.Round(Stopwatches.Median(load), 1),
            Math.Round(measured.Max(one => one.Bytes), 3),
            measured.All(one => one.Agree));
        words.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.VsHand12} times slower than by hand with 12 rules, {report.VsHand1200} with 1,200; {report.VsMsPerKind12} times faster than Microsoft RulesEngine 6.0.1 with 12 rules, {report.VsMsPerKind1200} with 1,200; 1,200 rules read and checked in {report.LoadMs1200} ms; the engines {(report.ChecksumsAgree ? "agree" : "DISAGREE")}"));
        return report;
    }

    private static double Ratio(double slower, double faster) => Math.Round(slower / faster, 2);

    private static (double Ours, double ByHand, double Microsoft, double Bytes, bool Agree) Measure(int kinds, int inAKind, TextWriter words)
    {
        var workload = new Workload(kinds, inAKind);
        var events = Events.Of(workload);
        var (ours, byHand, microsoft) = (new Ours(RuleText.Files(workload)), new ByHand(workload), new MicrosoftEngine(workload));
        var occasions = Array.ConvertAll(events, ours.Of);
        var correlated = Array.ConvertAll(events, Correlated.Of);
        var room = new Dossier?[inAKind];
        int OfOurs(int i) => ours.Judge(occasions[i], room);
        int OfHand(int i) => byHand.Judge(events[i], Events.Today, room);
        int OfMicrosoft(int i) => microsoft.Judge(events[i].Kind, correlated[i], Events.Today, room);

        // Machine code is made after some thousand runs of a rule, and .NET makes its own better while it runs; those rounds are not counted.
        WarmUp(OfOurs, events.Length, (int)Math.Ceiling(4_000.0 * kinds / events.Length));
        WarmUp(OfHand, events.Length, (int)Math.Ceiling(4_000.0 * kinds / events.Length));
        WarmUp(OfMicrosoft, EventsOfMicrosoft, 1);
        var times = (Ours: new List<double>(), ByHand: new List<double>(), Microsoft: new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            times.Ours.Add(Round(OfOurs, events.Length, PassesInARound));
            times.ByHand.Add(Round(OfHand, events.Length, PassesInARound));
            if (round % 2 == 0)
            {
                times.Microsoft.Add(Round(OfMicrosoft, EventsOfMicrosoft, 1));
            }
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var one = new Dossier("", "");
        var size = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(one);
        // One way to ask, made before: what asking itself takes is not what an event takes.
        Func<int, int> asked = OfOurs;
        before = GC.GetAllocatedBytesForCurrentThread();
        var dossiers = Pass(asked, events.Length);
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before - (dossiers * size)) / (double)events.Length;
        var checksum = Checksum(OfOurs, room, events.Length);
        var agree = checksum == Checksum(OfHand, room, events.Length)
            && Checksum(OfOurs, room, EventsOfMicrosoft) == Checksum(OfMicrosoft, room, EventsOfMicrosoft)
            && occasions.All(occasion => ours.Explains(occasion));
        var result = (Stopwatches.Median(times.Ours), Stopwatches.Median(times.ByHand), Stopwatches.Median(times.Microsoft), bytes, agree);
        words.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{kinds * inAKind,7:#,0} {result.Item1,8:0} {result.Item2,8:0} {result.Item3,10:0} {(double)dossiers / events.Length,19:0.00} {bytes,28:0.000}"));
        return result;
    }

    private static void WarmUp(Func<int, int> judge, int events, int passes)
    {
        for (var spent = 0.0; spent < MillisecondsOfWarmUp;)
        {
            spent += Stopwatches.Milliseconds(() => Round(judge, events, passes));
        }
    }

    /// <summary>Nanoseconds for one event.</summary>
    private static double Round(Func<int, int> judge, int events, int passes) => Stopwatches.Milliseconds(() =>
    {
        for (var pass = 0; pass < passes; pass++)
        {
            Pass(judge, events);
        }
    }) * 1_000_000 / (events * passes);

    private static int Pass(Func<int, int> judge, int events)
    {
        var dossiers = 0;
        for (var i = 0; i < events; i++)
        {
            dossiers += judge(i);
        }

        return dossiers;
    }

    /// <summary>Over event, rule and once-key of every dossier, whatever the order in which an engine goes through the rules of a kind.</summary>
    private static long Checksum(Func<int, int> judge, Dossier?[] room, int events)
    {
        var sum = 0L;
        for (var i = 0; i < events; i++)
        {
            var found = judge(i);
            for (var place = 0; place < found; place++)
            {
                sum = unchecked(sum + HashCode.Combine(i, room[place]!.Rule, room[place]!.OnceKey));
            }
        }

        return sum;
    }
}
