using System.Globalization;

namespace Par.Benchmarks.Feel;

/// <summary>Measures our FEEL against feelin and hand-written C#, having seen that all three give the same.</summary>
internal static class FeelBench
{
    private const int Rounds = 41;

    public static async Task<FeelReport> Run(string feelinFolder, TextWriter words)
    {
        await words.WriteLineAsync($"people: {People.Count}, seed {People.Seed}; medians of {Rounds} rounds; nanoseconds for one evaluation");
        await words.WriteLineAsync("    ours  by hand    feelin  expression");
        var feelin = await Feelin.Run(feelinFolder, Rounds / 4);
        var (ours, byHand, theirs, bytes) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < TypicalExpressions.All.Count; i++)
        {
            var typical = TypicalExpressions.All[i];
            var one = Engines.Measure(typical, Rounds);
            RequireSame(typical.Text, one.Ours.Checksum, one.ByHand.Checksum, feelin[i].Checksum);
            await words.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{one.Ours.Nanoseconds,8:0.0} {one.ByHand.Nanoseconds,8:0.0} {feelin[i].Nanoseconds,9:0}  {typical.Text}"));
            ours += one.Ours.Nanoseconds;
            byHand += one.ByHand.Nanoseconds;
            theirs += feelin[i].Nanoseconds;
            bytes = typical is TypicalCondition ? Math.Max(bytes, one.Bytes) : bytes;
        }

        var table = Tables.Measure(Rounds);
        RequireSame("the table", table.Ours.Checksum, table.ByHand.Checksum, table.ByHand.Checksum);
        await words.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{table.Ours.Nanoseconds,8:0.0} {table.ByHand.Nanoseconds,8:0.0}            a decision table of 100 rules, asked by a rule; by hand a switch"));
        var report = new FeelReport(
            Math.Round(theirs / ours, 1), Math.Round(ours / byHand, 2), Math.Round(table.Ours.Nanoseconds / table.ByHand.Nanoseconds, 2), Ready(RuleConditions.Eagerly), Ready(RuleConditions.Lazily), Math.Round(bytes, 3));
        await words.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.VsFeelin} times faster than feelin 8.2.0; {report.VsHandWritten} times slower than by hand, a table {report.TableVsSwitch} times slower than a switch; 1,000 rules ready in {report.EagerMs1000} ms eagerly, {report.LazyMs1000} ms lazily; {report.BytesPerEvaluation} bytes for an evaluation of a condition"));
        return report;
    }

    private static double Ready(Action work) =>
        Math.Round(Stopwatches.Median(Enumerable.Range(0, 5).Select(_ => Stopwatches.Milliseconds(work)).ToList()), 1);

    // feelin counts in binary fractions, so the last digits may differ.
    private static void RequireSame(string text, decimal ours, decimal byHand, decimal feelin)
    {
        if (ours != byHand || Math.Abs(ours - feelin) > 0.000_001m * Math.Abs(ours))
        {
            throw new InvalidOperationException($"The engines disagree on '{text}': ours {ours}, by hand {byHand}, feelin {feelin}.");
        }
    }
}
