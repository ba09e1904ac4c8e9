using System.Diagnostics;
using System.Globalization;
using CsCheck;
using Par.Rules.Feel;

namespace Par.Fuzz.Feel;

/// <summary>Puts one text after another to <see cref="FuzzCheck"/> until the time is over; reports each that fails with its seed.</summary>
internal sealed class FeelFuzz(ulong seed, TextWriter words)
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);
    private const int Shown = 2_000;

    private static readonly Scope[] Scopes = [Variables(Scope.AsInDmn), Variables(Scope.Empty)];

    private string _current = "";
    private long _began;

    /// <summary>Whether every text was stood.</summary>
    public bool Run(TimeSpan time)
    {
        words.WriteLine($"seed {seed}");
        var start = Stopwatch.GetTimestamp();
        using var watch = new Timer(_ => StopHanging(), null, Budget, TimeSpan.FromSeconds(1));
        var (texts, failed, letters) = (0u, 0, 0L);
        var slowest = TimeSpan.Zero;
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            var text = FuzzTexts.Any.Generate(new PCG(texts, seed), null, out _);
            Volatile.Write(ref _current, text);
            Volatile.Write(ref _began, Stopwatch.GetTimestamp());
            if (Complaint(text, Scopes[texts % 2]) is { } complaint)
            {
                failed++;
                words.WriteLine($"seed {seed}, text {texts}: {complaint}\n  {Cut(text)}");
            }

            var took = Stopwatch.GetElapsedTime(_began);
            if (took > Slow)
            {
                words.WriteLine($"slow: text {texts} took {took.TotalSeconds:0.0} s: {text[..Math.Min(30, text.Length)]}... ({text.Length} letters)");
            }

            slowest = took > slowest ? took : slowest;
            texts++;
            letters += text.Length;
        }

        words.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{texts:#,0} texts ({letters:#,0} letters), {failed} failed, the slowest took {slowest.TotalMilliseconds:#,0} ms; seed {seed}"));
        return failed == 0;
    }

    private static string? Complaint(string text, Scope scope)
    {
        try
        {
            return FuzzCheck.Complaint(text, scope);
        }
        catch (Exception thrown)
        {
            // What is looked for: anything thrown that is not the reader's own.
            return $"it threw {thrown}";
        }
    }

    // A text that hangs the reader can only be reported from beside it.
    private void StopHanging()
    {
        if (Volatile.Read(ref _began) is > 0 and var began && Stopwatch.GetElapsedTime(began) > Budget)
        {
            words.WriteLine($"seed {seed}: this took more than {Budget.TotalSeconds} seconds:\n  {Cut(Volatile.Read(ref _current))}");
            words.Flush();
            Environment.Exit(1);
        }
    }

    private static string Cut(string text) => text.Length <= Shown ? text : $"{text[..Shown]}... ({text.Length} letters)";

    private static Scope Variables(Scope scope) => scope
        .With("n", FeelType.Number).With("m", FeelType.Any).With("b", FeelType.Boolean).With("d", FeelType.Date)
        .With("s", FeelType.String).With("xs", FeelType.List(FeelType.Any)).With("p", FeelType.OpenContext);
}
