using CsCheck;
using Par.Fuzz.Dmn;
using Par.Fuzz.Feel;
using Par.Rules.Feel;

namespace Par.Fuzz;

/// <summary>One item of a search: an expression, the tests of a cell, or a model. A seed and a number always give the same one.</summary>
public sealed class FuzzItem
{
    private static readonly Scope[] Scopes = [WithVariables(Scope.AsInDmn), WithVariables(Scope.Empty)];

    private static readonly Scope[] TestScopes =
    [
        .. Scopes.SelectMany(scope => new[] { FeelType.Number, FeelType.Any, FeelType.String, FeelType.Date, FeelType.List(FeelType.Any) }.Select(type => scope.With("?", type))),
    ];

    private readonly Func<bool, CancellationToken, Judgement> _judge;

    private FuzzItem(string kind, string text, Func<bool, CancellationToken, Judgement> judge) => (Kind, Text, _judge) = (kind, text, judge);

    /// <summary>What it is, in a word or two.</summary>
    public string Kind { get; }

    /// <summary>The whole of it.</summary>
    public string Text { get; }

    /// <summary>The item that a number stands for: any text, however long.</summary>
    public static FuzzItem Of(ulong seed, uint number) => Of(seed, number, FuzzTexts.Any, modelsEvery: 10, isSmall: false);

    /// <summary>The item that a number stands for, from those that take little time.</summary>
    public static FuzzItem Small(ulong seed, uint number) => Of(seed, number, FuzzTexts.Small, modelsEvery: 20, isSmall: true);

    /// <summary>Whether it is read, and what does not hold of it.</summary>
    /// <param name="asMachineCode">Whether machine code is made of it too.</param>
    /// <param name="stop">Stops it.</param>
    public Judgement Judge(bool asMachineCode, CancellationToken stop = default)
    {
        try
        {
            return _judge(asMachineCode, stop);
        }
        catch (Exception thrown)
        {
            // What is looked for: anything thrown that is not the reader's own.
            return new Judgement(false, $"it threw {thrown}");
        }
    }

    private static FuzzItem Of(ulong seed, uint number, Gen<string> texts, uint modelsEvery, bool isSmall)
    {
        var random = new Random(unchecked((int)((seed * 1_000_003) + number)));
        if (number % modelsEvery == modelsEvery - 1)
        {
            return Model(random, isSmall);
        }

        return random.Next(5) == 0 ? Tests(seed, number, random) : Expression(texts.Generate(new PCG(number, seed), null, out _), random);
    }

    private static FuzzItem Expression(string text, Random random)
    {
        var (scope, values) = (Scopes[random.Next(2)], Values(random));
        return new FuzzItem("expression", text, (asMachineCode, stop) => FuzzCheck.Expression(text, scope, values, asMachineCode, stop));
    }

    private static FuzzItem Tests(ulong seed, uint number, Random random)
    {
        var text = (random.Next(3) == 0 ? RandomTests.Mutilated : RandomTests.Whole).Generate(new PCG(number, seed), null, out _);
        var scope = TestScopes[random.Next(TestScopes.Length)];
        Value[] values = [.. Values(random), new RandomValues(random).Any()];
        return new FuzzItem("cell", text, (asMachineCode, stop) => FuzzCheck.Tests(text, scope, values, asMachineCode, stop));
    }

    private static FuzzItem Model(Random random, bool isSmall)
    {
        var (files, inputs) = (RandomModels.Of(random, isSmall), random.Next());
        if (random.Next(2) == 0)
        {
            var mutations = new ModelMutations(random, isSmall);
            var damaged = random.Next(files.Count);
            files = [.. files.Select((file, i) => i == damaged ? file with { Text = mutations.Of(file.Text) } : file)];
        }

        var text = string.Join("\n", files.Select(file => files.Count > 1 ? $"-- {file.Path}\n{file.Text}" : file.Text));
        return new FuzzItem("model", text, (_, stop) => ModelCheck.Of(files, new Random(inputs), stop));
    }

    private static Value[] Values(Random random) => random.Next(4) == 0 ? new Value[RandomValues.Variables.Count] : new RandomValues(random).All();

    private static Scope WithVariables(Scope scope) => RandomValues.Variables.Aggregate(scope, (known, variable) => known.With(variable.Name, variable.Type));
}
