using CsCheck;
using Par.Rules.Diagnostics;
using Par.Rules.Feel;

namespace Par.Rules.Tests.Feel;

/// <summary>Conditions that can never hold or always do, and branches that are never reached.</summary>
public sealed class SenseTests
{
    private static readonly Scope Strict = With(Par.Rules.Feel.Scope.Empty);
    private static readonly Scope Forgiving = With(Par.Rules.Feel.Scope.AsInDmn);

    [Theory]
    [InlineData("today.month > 12", "1")]
    [InlineData("count(subject.insurances) < 0", "1")]
    [InlineData("string length(subject.name) < 0", "1")]
    [InlineData("0 > count(subject.insurances[validTo > today])", "1")]
    [InlineData("today.weekday in [8..9]", "1")]
    [InlineData("limit between 10 and 5", "1")]
    [InlineData("limit in [10..5]", "1")]
    [InlineData("limit < 3 and 1 = 2", "1")]
    [InlineData("subject.name != subject.name", "1")]
    [InlineData("limit > 3 and false", "1")]
    [InlineData("subject.insurances[false]", "1")]
    [InlineData("if false then limit else 2", "1")]
    [InlineData("today.month > 0", "2")]
    [InlineData("today.month >= 1 and today.month <= 12", "2")]
    [InlineData("subject.name = subject.name", "2")]
    [InlineData("limit > 3 or true", "2")]
    [InlineData("if true then limit else 2", "2")]
    [InlineData("limit < 5 and limit > 10", "3")]
    [InlineData("limit in [1..5] and limit > 10", "3")]
    [InlineData("subject.name = \"A\" and subject.name = \"B\"", "3")]
    [InlineData("flag and not(flag)", "3")]
    [InlineData("limit = null and limit > 5", "3")]
    [InlineData("today > @\"2024-01-01\" and today < @\"2024-01-02\"", "3")]
    [InlineData("age(subject.dateOfBirth, today) > 5 and age(subject.dateOfBirth, today) < 6", "3")]
    [InlineData("today - registered on > @\"P3D\" and today - registered on < @\"P2D\"", "3")]
    [InlineData("if limit > 5 then 1 else if limit > 7 then 2 else 3", "3")]
    [InlineData("if limit > 5 then (if limit < 3 then 1 else 2) else 3", "3")]
    [InlineData("limit > 5 and subject.insurances[limit < 3] = []", "3")]
    [InlineData("some i in subject.insurances satisfies i.number = \"A\" and i.number = \"B\"", "3")]
    [InlineData("subject.name != \"A\" or subject.name != \"B\"", "4")]
    [InlineData("limit < 5 or limit >= 5", "4")]
    [InlineData("if limit > 5 then (if limit > 3 then 1 else 2) else 3", "5")]
    [InlineData("subject.name in (\"A\", \"A\")", "6")]
    [InlineData("subject.name in [\"A\", \"B\", \"A\"]", "6")]
    [InlineData("limit in ([1..10], [2..3])", "6")]
    public void What_decides_nothing_is_refused(string text, string kind)
    {
        Assert.Equal(["PAR22" + (int.Parse(kind, System.Globalization.CultureInfo.InvariantCulture) - 1)], Given.Read(text).Diagnostics.Select(found => found.Code));
    }

    [Theory]
    [InlineData("limit > 5 and today.month > 12", "1:15: error PAR220: 'today.month' can only be [1..12], so this can never hold. Compare it with a value that it can have.")]
    [InlineData("count(subject.insurances) >= 0", "1:1: error PAR221: 'count(subject.insurances)' can only be >= 0, so this always holds. Remove it, or ask for something that can be one way or the other.")]
    [InlineData("subject.name = subject.name", "1:1: error PAR221: 'subject.name' is compared with itself, so this always holds. Compare it with something else.")]
    [InlineData("limit > 5 or true", "1:14: error PAR221: this asks about no fact, so it always holds. Name a fact in it, or remove it.")]
    [InlineData("limit between 10 and 5", "1:15: error PAR220: nothing lies between 10 and 5, so this can never hold. Write the smaller end first.")]
    [InlineData("limit < 5 and limit > 10", "1:15: error PAR222: this can never hold here: the conditions around it leave only < 5 for 'limit'. Change one of the two; if either is enough, join them with 'or'.")]
    [InlineData("subject.name != \"A\" or subject.name != \"B\"", "1:24: error PAR223: together with what stands before it this always holds: every value meets one of the two. Change one of the two; if both must hold, join them with 'and'; to ask whether there is a value, write '!= null'.")]
    [InlineData("if limit > 5 then (if limit > 3 then 1 else 2) else 3", "1:45: error PAR224: what follows 'else' is never reached: the conditions before it have settled the matter. Remove what follows 'else', or change one of the conditions.")]
    [InlineData("subject.name in (\"A\", \"A\")", "1:23: error PAR225: \"A\" stands in the list already. Remove it, or write the value that was meant.")]
    [InlineData("limit in ([1..10], [2..3])", "1:21: error PAR225: what stands before it in the list has this already. Remove it, or write the value that was meant.")]
    public void The_message_says_where_and_why(string text, string expected) => Assert.Equal("expression:" + expected, Given.Wrong(text));

    [Theory]
    [InlineData("limit > 5 and limit < 10")]
    [InlineData("limit >= 5 and limit <= 5")]
    [InlineData("limit > 5 and limit < 6")]
    [InlineData("today.weekday in [5..9]")]
    [InlineData("today.weekday in [1..9]")]
    [InlineData("if today.day between 1 and 99 then 1 else 2")]
    [InlineData("today.weekday >= 6 and today.weekday <= 7")]
    [InlineData("today.month = 12 or today.month = 1")]
    [InlineData("subject.name = \"A\" or subject.name = \"B\"")]
    [InlineData("subject.name != \"A\" and subject.name != \"B\"")]
    [InlineData("limit = null or limit > 5")]
    [InlineData("limit = 5 or limit != 6")]
    [InlineData("limit != null and limit > 5")]
    [InlineData("if limit = null then 0 else if limit > 5 then 1 else 2")]
    [InlineData("if limit > 7 then 1 else if limit > 5 then 2 else 3")]
    [InlineData("if limit <= 5 then 1 else if limit > 7 then 2 else 3")]
    [InlineData("subject.insurances[number = \"A\"][1].validTo > today and subject.insurances[number = \"B\"][1].validTo < today")]
    [InlineData("(some i in subject.insurances satisfies i.number = \"A\") and (some i in subject.insurances satisfies i.number = \"B\")")]
    [InlineData("subject.insurances[1].number = \"A\" and subject.insurances[2].number = \"B\"")]
    [InlineData("age(subject.dateOfBirth, today) < limit and age(subject.dateOfBirth, registered on) > limit")]
    [InlineData("today > @\"2024-01-01\" and today < @\"2024-01-03\"")]
    [InlineData("limit > 3 and (limit < 5 or subject.pension > 3)")]
    [InlineData("if flag then \"a\" else \"b\"")]
    [InlineData("subject.name in (\"A\", \"B\")")]
    [InlineData("not(limit > 5) and not(limit < 3)")]
    [InlineData("subject.insurances[1]")]
    [InlineData("1 = 2")]
    [InlineData("3 in [1..5]")]
    public void What_can_go_either_way_is_let_through(string text) => Assert.Equal("", Given.Wrong(text));

    [Fact]
    public void As_in_DMN_nothing_of_this_is_refused() =>
        Assert.NotNull(Given.Read("n < 5 and n > 10 or s = s or true", Forgiving).Expression);

    [Fact]
    public void What_is_refused_as_never_holding_is_never_true_and_as_always_holding_never_false() =>
        Gen.Select(Gen.Select(Atoms, Gen.Bool, (atom, negated) => negated ? $"not({atom})" : atom).Array[1, 4], Gen.Bool, Values).Sample(
            (atoms, all, values) =>
            {
                var text = string.Join(all ? " and " : " or ", atoms);
                foreach (var found in Given.Read(text, Strict).Diagnostics)
                {
                    var (asked, holds) = Claim(found, text, atoms, all);
                    Assert.True(Run(asked, values) != (holds ? Ternary.False : Ternary.True), $"{text} with {string.Join(", ", values)}: {found}");
                }
            },
            iter: 4_000,
            threads: 1);

    [Fact]
    public void A_branch_that_is_never_reached_never_gives_the_value() =>
        Gen.Select(Atoms, Atoms, Values).Sample(
            (first, second, values) =>
            {
                AssertUnreached($"if {first} then 1 else if {second} then 2 else 3", first, second, values, Value.Of(2m), Value.Of(3m));
                AssertUnreached($"if {first} then (if {second} then 2 else 3) else 1", first, second, values, Value.Of(2m), Value.Of(3m));
            },
            iter: 2_000,
            threads: 1);

    private static readonly Gen<string> Numbers = Gen.Select(Gen.OneOf("n", "d.month", "string length(s)", "n + 1"), Gen.OneOf("=", "!=", "<", "<=", ">", ">="), Gen.OneOf("-1", "0", "1", "1.5", "2", "12", "13", "null"), (name, sign, number) =>
        number == "null" && sign is not ("=" or "!=") ? $"{name} {sign} 3" : $"{name} {sign} {number}");

    private static readonly Gen<string> Atoms = Gen.OneOf(
        Numbers,
        Gen.Select(Gen.OneOf("n", "d.day"), Gen.Int[-1, 4], Gen.Int[-1, 4], (name, low, high) => $"{name} between {low} and {high}"),
        Gen.Select(Gen.OneOf("n", "d.weekday"), Gen.OneOf("[", "("), Gen.Int[-1, 4], Gen.Int[-1, 4], Gen.OneOf("]", ")"), (name, open, low, high, close) => $"{name} in {open}{low}..{high}{close}"),
        Gen.Select(Gen.OneOf("=", "!=", "<", ">="), Gen.OneOf("", "a", "b"), (sign, text) => $"s {sign} \"{text}\""),
        Gen.Select(Gen.OneOf("", "a", "b"), Gen.OneOf("", "a", "b"), (one, other) => $"s in (\"{one}\", \"{other}\")"),
        Gen.Select(Gen.OneOf("=", "!=", "<", "<=", ">", ">="), Gen.Int[1, 4], (sign, day) => $"d {sign} @\"2024-01-0{day}\""),
        Gen.Select(Gen.OneOf("<", ">="), Gen.Int[1, 3], (sign, day) => $"@\"2024-01-0{day}\" {sign} d"),
        Gen.OneOf("b", "b = true", "b != false", "b = null", "s = s", "n < n", "true", "false", "1 = 2"));

    private static readonly Gen<Value[]> Values = Gen.Select(
        Maybe(Gen.OneOf(-1m, 0m, 0.5m, 1m, 1.5m, 2m, 3m, 12m, 13m).Select(Value.Of)),
        Maybe(Gen.Int[-1, 5].Select(days => Value.Of(new DateOnly(2024, 1, 1).AddDays(days)))),
        Maybe(Gen.OneOf("", "a", "ab", "b").Select(text => Value.Of(text))),
        Maybe(Gen.Bool.Select(Value.Of)),
        (n, d, s, b) => new[] { n, d, s, b });

    private static Gen<Value> Maybe(Gen<Value> values) => Gen.Frequency((6, values), (1, Gen.Const(Value.Null)), (1, Gen.Const(Given.Unknown)));

    private static Scope With(Scope scope) =>
        scope.With("n", FeelType.Number).With("d", FeelType.Date).With("s", FeelType.String).With("b", FeelType.Boolean);

    // A claim about one part of several is about that part, unless the joining word makes it one about the whole.
    private static (string Text, bool Holds) Claim(Diagnostic found, string text, string[] atoms, bool all)
    {
        if (found.Code is "PAR222" or "PAR223")
        {
            return (text, found.Code == "PAR223");
        }

        var start = 1;
        var place = Array.FindIndex(atoms, atom => (start += atom.Length + (all ? 5 : 4)) > found.At.Column);
        var atom = atoms[place];
        var inner = atom.StartsWith("not(", StringComparison.Ordinal) && found.At.Column > start - atom.Length - (all ? 5 : 4) ? atom[4..^1] : atom;
        return found.Code == "PAR225" ? ("false", false) : (inner, found.Code == "PAR221");
    }

    private static void AssertUnreached(string text, string first, string second, Value[] values, Value then, Value otherwise)
    {
        if (Given.Read(first, Strict).Diagnostics.Count > 0 || Given.Read(second, Strict).Diagnostics.Count > 0)
        {
            return;
        }

        foreach (var found in Given.Read(text, Strict).Diagnostics.Where(found => found.Code is "PAR222" or "PAR224"))
        {
            var result = Result(text, values);
            Assert.True(result != (found.Code == "PAR224" ? otherwise : then), $"{text} with {string.Join(", ", values)}: {found}");
        }
    }

    private static Ternary Run(string text, Value[] values) => Given.AsTernary(Result(text, values));

    private static Value Result(string text, Value[] values)
    {
        var frame = new Frame(Forgiving);
        for (var i = 0; i < values.Length; i++)
        {
            frame[i] = values[i];
        }

        return Given.Read(text, Forgiving).Expression!.Interpret(frame);
    }
}
