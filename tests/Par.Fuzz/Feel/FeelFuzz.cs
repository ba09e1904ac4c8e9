using System.Diagnostics;
using System.Globalization;

namespace Par.Fuzz.Feel;

/// <summary>Puts one item after another to its check until the time is over; reports each that fails with its seed and number.</summary>
internal sealed class FeelFuzz(ulong seed, TextWriter words)
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);
    private const int Shown = 2_000;

    private readonly Dictionary<string, (long Read, long Refused)> _counts = new(StringComparer.Ordinal);
    private FuzzItem? _current;
    private long _began;
    private uint _number;
    private TimeSpan _slowest;

    /// <summary>Whether every item was stood.</summary>
    public bool Run(TimeSpan time)
    {
        words.WriteLine($"seed {seed}");
        using var watch = Watch();
        var (start, failed, letters) = (Stopwatch.GetTimestamp(), 0, 0L);
        for (; Stopwatch.GetElapsedTime(start) < time; _number++)
        {
            failed += Stands(_number) ? 0 : 1;
            letters += _current!.Text.Length;
        }

        var kinds = string.Join(", ", _counts.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Key}s {kind.Value.Read:#,0} read and {kind.Value.Refused:#,0} refused")));
        words.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_number:#,0} items ({letters:#,0} letters; {kinds}), {failed} failed, the slowest took {_slowest.TotalMilliseconds:#,0} ms; seed {seed}"));
        return failed == 0;
    }

    /// <summary>Whether the one item of a number is stood.</summary>
    public bool RunOne(uint number)
    {
        _number = number;
        using var watch = Watch();
        var stands = Stands(number);
        words.WriteLine($"seed {seed}, number {number}: {_current!.Kind} of {_current.Text.Length} letters, {(stands ? "stood" : "failed")}");
        return stands;
    }

    private bool Stands(uint number)
    {
        var item = FuzzItem.Of(seed, number);
        Volatile.Write(ref _current, item);
        Volatile.Write(ref _began, Stopwatch.GetTimestamp());
        var judgement = item.Judge(asMachineCode: true);
        var took = Stopwatch.GetElapsedTime(_began);
        var (read, refused) = _counts.GetValueOrDefault(item.Kind);
        _counts[item.Kind] = judgement.IsRead ? (read + 1, refused) : (read, refused + 1);
        _slowest = took > _slowest ? took : _slowest;
        if (took > Slow)
        {
            words.WriteLine($"slow: number {number}, {item.Kind}, took {took.TotalSeconds:0.0} s:\n  {Whereabouts(item)}");
        }

        if (judgement.Complaint is not null)
        {
            words.WriteLine($"seed {seed}, number {number}, {item.Kind}: {judgement.Complaint}\n  {Whereabouts(item)}");
        }

        return judgement.Complaint is null;
    }

    private Timer Watch() => new(_ => StopHanging(), null, Budget, TimeSpan.FromSeconds(1));

    // An item that hangs can only be reported from beside it.
    private void StopHanging()
    {
        if (Volatile.Read(ref _began) is > 0 and var began && Stopwatch.GetElapsedTime(began) > Budget)
        {
            words.WriteLine($"seed {seed}, number {_number}: this took more than {Budget.TotalSeconds} seconds:\n  {Whereabouts(Volatile.Read(ref _current)!)}");
            words.Flush();
            Environment.Exit(1);
        }
    }

    // What is too long to be shown is written to a file.
    private string Whereabouts(FuzzItem item)
    {
        if (item.Text.Length <= Shown && item.Kind != "model")
        {
            return item.Text;
        }

        var path = Path.Combine(Path.GetTempPath(), $"par-fuzz-{seed}-{_number}.txt");
        File.WriteAllText(path, item.Text);
        return $"{item.Text[..Math.Min(60, item.Text.Length)].ReplaceLineEndings(" ")}... ({item.Text.Length} letters, in {path})";
    }
}
