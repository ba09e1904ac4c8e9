using System.Reflection;
using System.Runtime.CompilerServices;
using Par.Rules.Diagnostics;

namespace Par.Rules.Feel;

/// <summary>
/// What one evaluation works with: the values of the scope's variables, and its limits. A frame serves many
/// evaluations one after another, never two at once.
/// </summary>
public sealed class Frame
{
    /// <summary>How many steps an evaluation may take when nothing else is said.</summary>
    public const int DefaultSteps = 1_000_000;

    /// <summary>How deeply functions may call one another when nothing else is said.</summary>
    public const int DefaultNesting = 200;

    private int _stepsLeft = DefaultSteps;
    private SourcePosition _at = new("expression", 1, 1);

    /// <summary>A frame for the variables of a scope; each is null until it is set.</summary>
    public Frame(Scope scope)
        : this(scope?.Count ?? 0)
    {
    }

    /// <summary>A frame with the given number of places; each is null until it is set.</summary>
    public Frame(int places) => Slots = new Value[places];

    /// <summary>The value of the variable at a place of the scope.</summary>
    public Value this[int index]
    {
        get => Slots[index];
        set => Slots[index] = value;
    }

    /// <summary>How many steps are left; each turn of a loop and each call takes one.</summary>
    public int StepsLeft
    {
        get => _stepsLeft;
        set => _stepsLeft = value;
    }

    /// <summary>How deeply functions may call one another.</summary>
    public int NestingLimit { get; set; } = DefaultNesting;

    /// <summary>Stops a running evaluation.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>The moment that <c>now()</c> and <c>today()</c> give; without one they give null, because rules have no clock of their own.</summary>
    public DateTimeOffset? Now { get; set; }

    /// <summary>How many letters of a text are looked at in one step.</summary>
    internal const int LettersInAStep = 64;

    /// <summary>How many items of a list are looked at in one step.</summary>
    internal const int ItemsInAStep = 16;

    /// <summary>How many steps go by between two looks at <see cref="Cancellation"/>; a power of two.</summary>
    internal const int StepsBetweenLooks = 64;

    internal bool IsCancelled
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        get => Cancellation.IsCancellationRequested;
    }

    internal Value[] Slots { get; private set; }

    internal Value[] Locals { get; private set; } = [];

    internal int Depth { get; set; }

    /// <summary>The place of the rule whose machine code runs.</summary>
    internal int Current;

    /// <summary>Where machine code leaves the once-key of a rule that is due.</summary>
    internal string? Key;

    /// <summary>The values of the record in the first slot, taken apart once for all rules of an event.</summary>
    internal Value[]? First;

    /// <summary>The values of the record in the second slot.</summary>
    internal Value[]? Second;

    /// <summary>The item of a list from which machine code goes on.</summary>
    internal int Start;

    /// <summary>What came of the parts that several rules of an event ask alike.</summary>
    internal int[] Asked = [];

    /// <summary>The values of such parts, where they are more than yes or no.</summary>
    internal long[] Kept = [];

    /// <summary>Forgets all values and sets the limits back, so that the frame can serve another scope.</summary>
    public void Reset(int places)
    {
        if (Slots.Length < places)
        {
            Slots = new Value[places];
        }
        else
        {
            Array.Clear(Slots);
        }

        Array.Clear(Locals);
        (StepsLeft, NestingLimit, Cancellation, Now, Depth) = (DefaultSteps, DefaultNesting, default, null, 0);
    }

    /// <summary>Makes ready for the next question over the same places, without forgetting what is overwritten in any case.</summary>
    internal void Begin(int places, CancellationToken cancellation)
    {
        if (Slots.Length < places)
        {
            Slots = new Value[places];
        }

        (_stepsLeft, Cancellation) = (DefaultSteps, cancellation);
    }

    internal void Step(SourcePosition at)
    {
        _at = at;
        if (--StepsLeft < 0)
        {
            throw new FeelLimitException(FeelLimit.Steps, at);
        }

        if ((StepsLeft & (StepsBetweenLooks - 1)) == 0 && IsCancelled)
        {
            throw new FeelLimitException(FeelLimit.Cancelled, at);
        }
    }

    /// <summary>Takes several steps at once, for built-in functions that go through long lists.</summary>
    internal void Spend(int steps)
    {
        StepsLeft -= Math.Min(steps, Math.Max(0, StepsLeft));
        if (StepsLeft == 0 || Cancellation.IsCancellationRequested)
        {
            throw new FeelLimitException(StepsLeft == 0 ? FeelLimit.Steps : FeelLimit.Cancelled, _at);
        }
    }

    /// <summary>Takes the steps that a value costs whoever looks at all of it: a long text, list or context is more work than a number.</summary>
    internal void Pay(in Value value)
    {
        var steps = value.Kind switch
        {
            ValueKind.String => value.RawString.Length / LettersInAStep,
            ValueKind.List => value.RawList.Extent.Weight / ItemsInAStep,
            ValueKind.Context => value.RawContext.Extent.Weight / ItemsInAStep,
            _ => 0,
        };
        if (steps > 0)
        {
            Spend(steps);
        }
    }

    /// <summary>Takes the steps that looking at some items costs.</summary>
    internal void PayFor(int items)
    {
        if (items >= ItemsInAStep)
        {
            Spend(items / ItemsInAStep);
        }
    }

    /// <summary>The frame of a called function: what stood around it where it was written, under this frame's limits.</summary>
    internal Frame Inner(Value[] slots, Value[] locals) => new(0)
    {
        Slots = slots,
        Locals = [.. locals],
        StepsLeft = StepsLeft,
        NestingLimit = NestingLimit,
        Cancellation = Cancellation,
        Now = Now,
        Depth = Depth + 1,
        _at = _at,
    };

    /// <summary>Where machine code counts its steps.</summary>
    internal static FieldInfo StepCount { get; } = typeof(Frame).GetField(nameof(_stepsLeft), BindingFlags.Instance | BindingFlags.NonPublic)!;

    internal void Reserve(int locals)
    {
        if (Locals.Length < locals)
        {
            Locals = new Value[Math.Max(locals, 2 * Locals.Length)];
        }
    }
}
