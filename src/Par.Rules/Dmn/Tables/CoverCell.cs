using Par.Rules.Feel.Reading;

namespace Par.Rules.Dmn.Tables;

/// <summary>What one cell of a decision table accepts, as far as it can be told without running it.</summary>
/// <param name="Values">The values of the column's kind; null when they cannot be told, for example because the cell calls a function.</param>
/// <param name="TakesRest">Whether it surely accepts null and values of other kinds, as a dash does.</param>
/// <param name="MayTakeRest">Whether it may.</param>
internal sealed record CoverCell(CellSet? Values, bool TakesRest, bool MayTakeRest)
{
    private static readonly CellSet Nothing = CellSet.Everything.Complement();

    public static CoverCell Of(Node? tests)
    {
        var set = tests is null ? null : CellSet.Of(tests);
        var isDash = ReferenceEquals(set, CellSet.Everything);
        var mayTakeRest = set is null || (set.Intervals.Count > 0 && set.Intervals[0].From is null && set.Intervals[^1].To is null);
        return new CoverCell(set ?? (tests is null ? null : Apart(tests)), isDash, mayTakeRest);
    }

    /// <summary>The set of the tests of one cell apart from null, which lies on no line.</summary>
    public static CellSet? Apart(Node tests) => tests switch
    {
        Meets { Tests: var written } when written.Where(test => !IsNull(test)).ToArray() is var others => others.Length == 0 ? Nothing : CellSet.Of(others),
        BuiltInCall { Function.Name: "not", Arguments: [Meets negated] } => Apart(negated)?.Complement(),
        _ => CellSet.Of(tests),
    };

    private static bool IsNull(Test test) => test is ValueTest { Of: Constant { Value.IsNull: true } };
}
