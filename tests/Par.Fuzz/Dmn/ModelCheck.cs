using System.Runtime.CompilerServices;
using Par.Fuzz.Feel;
using Par.Rules.Diagnostics;
using Par.Rules.Dmn;
using Par.Rules.Feel;

namespace Par.Fuzz.Dmn;

/// <summary>
/// What must hold for any model at all: it is read or refused with diagnostics that have a place in one of the files; what was read
/// decides within its budget, and gives compiled what it gives interpreted.
/// </summary>
internal static class ModelCheck
{
    private const int Steps = 20_000;
    private const int Runs = 2;
    private const string OutOfSteps = nameof(FeelLimit.Steps);

    /// <summary>Judges a model.</summary>
    /// <param name="files">The model, and the files that it may import.</param>
    /// <param name="random">Makes the inputs.</param>
    /// <param name="stop">Stops it.</param>
    public static Judgement Of(IReadOnlyList<DmnFile> files, Random random, CancellationToken stop = default)
    {
        var reading = DmnReader.Read(files[0], files.Skip(1));
        if (reading.Model is not { } model)
        {
            return new Judgement(false, reading.Diagnostics.Count == 0 ? "it was refused without a word." : Complaint(reading.Diagnostics, files));
        }

        if (reading.Diagnostics.Count > 0)
        {
            return new Judgement(true, $"it was read although {reading.Diagnostics[0]}");
        }

        return new Judgement(true, Complaint(model.Check(), files) ?? Decided(model, files, new RandomValues(random), stop));
    }

    private static string? Decided(DmnModel model, IReadOnlyList<DmnFile> files, RandomValues values, CancellationToken stop)
    {
        FeelContext[] inputs = [.. Enumerable.Range(0, Runs).Select(_ => values.Inputs())];
        (string Name, Func<FeelContext, Frame, DmnAnswer?> Ask)[] questions =
        [
            .. model.Decisions.Select(name => (name, (Func<FeelContext, Frame, DmnAnswer?>)((given, frame) => model.Decide(name, given, frame)))),
            .. model.Services.Select(name => (name, (Func<FeelContext, Frame, DmnAnswer?>)((given, frame) => model.Call(name, given, frame)))),
        ];

        // What was compiled once stays so: all is interpreted first.
        model.RunsBeforeCompiling = int.MaxValue;
        var interpreted = questions.Select(question => inputs.Select(given => Outcome(question.Ask, given, files, stop)).ToArray()).ToArray();
        model.RunsBeforeCompiling = 0;
        for (var i = 0; i < questions.Length; i++)
        {
            for (var run = 0; run < Runs; run++)
            {
                var (first, second) = (interpreted[i][run], Outcome(questions[i].Ask, inputs[run], files, stop));
                if ((first.Complaint ?? second.Complaint ?? Difference("interpreted", first.Text, "compiled", second.Text)) is { } found)
                {
                    return $"'{questions[i].Name}' with {inputs[run]}: {found}";
                }
            }
        }

        return LookUps(model, inputs);
    }

    // A table that is only looked into gives what the whole decision gives.
    private static string? LookUps(DmnModel model, FeelContext[] inputs)
    {
        foreach (var name in model.Decisions)
        {
            string[] given = [.. model.Prepare(name)!.Inputs.Select(input => input.Name).Take(LookUp.Most)];
            if (model.Prepare(name)!.LookUp(given) is not { } lookUp)
            {
                continue;
            }

            foreach (var input in inputs)
            {
                var values = new Value[LookUp.Most];
                for (var i = 0; i < given.Length; i++)
                {
                    values[i] = input.TryGet(given[i], out var value) ? value : Value.Null;
                }

                ref readonly var found = ref lookUp.Find(in values[0], in values[1], in values[2], in values[3]);
                if (!Unsafe.IsNullRef(in found)
                    && Difference("looked up", found.ToString(), "decided", model.Decide(name, input)!.Value.ToString()) is { } complaint)
                {
                    return $"'{name}' with {input}: {complaint}";
                }
            }
        }

        return null;
    }

    // What runs out of steps one way may just not do so another way.
    private static string? Difference(string one, string first, string other, string second) =>
        first == second || first == OutOfSteps || second == OutOfSteps ? null : $"{one} it gives {first} and {other} {second}.";

    private static (string Text, string? Complaint) Outcome(Func<FeelContext, Frame, DmnAnswer?> ask, FeelContext given, IReadOnlyList<DmnFile> files, CancellationToken stop)
    {
        try
        {
            var answer = ask(given, new Frame(0) { StepsLeft = Steps, Cancellation = stop });
            if (answer is null)
            {
                return ("", "it has no such decision, although it says so.");
            }

            var missing = answer.Value.IsUnknown ? $" for want of {string.Join(", ", answer.Value.Missing)}" : "";
            return ($"{answer.Value}{missing} {string.Join(' ', answer.Problems)}", Complaint(answer.Problems, files));
        }
        catch (FeelLimitException stopped)
        {
            return (stopped.Limit.ToString(), null);
        }
    }

    private static string? Complaint(IReadOnlyList<Diagnostic> diagnostics, IReadOnlyList<DmnFile> files)
    {
        var lines = diagnostics.Count == 0 ? [] : files.ToDictionary(file => file.Path, file => FuzzCheck.Lines(file.Text), StringComparer.Ordinal);
        return diagnostics.Select(found => FuzzCheck.Complaint(found, lines.GetValueOrDefault(found.At.File))).FirstOrDefault(found => found is not null);
    }
}
