using Par.Rules.Diagnostics;

namespace Par.Rules.Feel.Running;

/// <summary>What a loop variable goes through, ready to run: interpreted or compiled, the loops are the same.</summary>
/// <param name="Local">The place of the variable.</param>
/// <param name="Start">Gives the list, or the first value.</param>
/// <param name="End">Gives the last value of a span; null for a list.</param>
internal sealed record Source(int Local, Func<Frame, Value> Start, Func<Frame, Value>? End);

/// <summary><c>for</c>, <c>some</c> and <c>every</c>.</summary>
internal static class Iterating
{
    public static Value For(Frame frame, Source[] sources, int partial, Func<Frame, Value> body, SourcePosition at)
    {
        var results = new Growing();
        return ForEach(frame, sources, 0, partial, body, results, at) is { } stopped ? stopped : Value.Of(results.ToList());
    }

    public static Value Some(Frame frame, Source[] sources, Func<Frame, Value> condition, SourcePosition at) =>
        Quantify(frame, sources, 0, condition, settles: true, at);

    public static Value Every(Frame frame, Source[] sources, Func<Frame, Value> condition, SourcePosition at) =>
        Quantify(frame, sources, 0, condition, settles: false, at);

    private static Value? ForEach(
        Frame frame, Source[] sources, int depth, int partial, Func<Frame, Value> body, Growing results, SourcePosition at)
    {
        if (depth == sources.Length)
        {
            if (partial >= 0)
            {
                frame.Locals[partial] = Value.Of(results.ToList());
            }

            results.Add(body(frame));
            return null;
        }

        var items = new Items(frame, sources[depth]);
        if (items.Stopped is { } stopped)
        {
            return stopped;
        }

        while (items.Next(frame, at))
        {
            if (ForEach(frame, sources, depth + 1, partial, body, results, at) is { } inner)
            {
                return inner;
            }
        }

        return null;
    }

    private static Value Quantify(
        Frame frame, Source[] sources, int depth, Func<Frame, Value> condition, bool settles, SourcePosition at)
    {
        if (depth == sources.Length)
        {
            var holds = condition(frame);
            return holds.Kind is ValueKind.Boolean or ValueKind.Unknown ? holds : Value.Null;
        }

        var items = new Items(frame, sources[depth]);
        if (items.Stopped is { } stopped)
        {
            return stopped;
        }

        var result = Value.Of(!settles);
        while (items.Next(frame, at))
        {
            var one = Quantify(frame, sources, depth + 1, condition, settles, at);
            if (one.Kind == ValueKind.Boolean && one.RawBoolean == settles)
            {
                return one;
            }

            result = settles ? Logic.Or(result, one) : Logic.And(result, one);
        }

        return result;
    }

    /// <summary>Results as they grow; a list taken from it on the way stays as it was.</summary>
    private sealed class Growing
    {
        private Value[] _items = new Value[4];
        private int _count;
        private Extent _extent = Extent.Empty;

        public void Add(Value item)
        {
            if (_count == _items.Length)
            {
                Array.Resize(ref _items, 2 * _count);
            }

            _items[_count++] = item;
            _extent = _extent.Plus(in item);
        }

        public FeelList ToList() => new(_items, _count, _extent);
    }

    /// <summary>The values one loop variable takes in turn.</summary>
    private struct Items
    {
        private readonly FeelList? _list;
        private readonly Value _first;
        private readonly long _count;
        private readonly int _step;
        private readonly int _local;
        private long _next;

        public Items(Frame frame, Source source)
        {
            _local = source.Local;
            var start = source.Start(frame);
            var end = source.End?.Invoke(frame) ?? default;
            if (Logic.AreUnknown(start, end, out var unknown))
            {
                Stopped = unknown;
                return;
            }

            if (source.End is null && start.Kind != ValueKind.Range)
            {
                _list = start.Kind == ValueKind.List ? start.RawList : new FeelList(start);
                _count = _list.Count;
                Stopped = start.IsNull ? Value.Null : null;
                return;
            }

            var (first, last) = source.End is null ? Ends(start.AsRange) : (Whole(start), Whole(end));
            if (first is null || last is null || start.Kind != (source.End is null ? ValueKind.Range : end.Kind))
            {
                Stopped = Value.Null;
                return;
            }

            _first = source.End is null ? start.AsRange.Start : start;
            _step = first <= last || source.End is null ? 1 : -1;
            _count = Math.Max(0, ((last.Value - first.Value) * _step) + 1);
            _first = _first.Kind == ValueKind.Number ? Value.Of((decimal)first.Value) : Value.OfDay(first.Value);
        }

        /// <summary>What the whole loop gives when there is nothing to go through: null, or unknown.</summary>
        public Value? Stopped { get; }

        public bool Next(Frame frame, SourcePosition at)
        {
            if (_next >= _count)
            {
                return false;
            }

            frame.Step(at);
            frame.Locals[_local] = _list is not null
                ? _list[(int)_next]
                : _first.Kind == ValueKind.Number ? Value.Of(_first.RawNumber + (_step * _next)) : Value.OfDay(_first.RawDay + (_step * _next));
            _next++;
            return true;
        }

        private static (long? First, long? Last) Ends(FeelRange range)
        {
            var first = Whole(range.Start);
            var last = range.Start.Kind == range.End.Kind ? Whole(range.End) : null;
            return (first + (range.StartIncluded ? 0 : 1), last - (range.EndIncluded ? 0 : 1));
        }

        private static long? Whole(Value end) => end.Kind switch
        {
            ValueKind.Number when end.RawNumber == decimal.Truncate(end.RawNumber) && Math.Abs(end.RawNumber) < 1_000_000_000_000 => (long)end.RawNumber,
            ValueKind.Date => end.RawDay,
            _ => null,
        };
    }
}
