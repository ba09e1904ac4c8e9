using Npgsql;
using Par.Rules.Books;
using Par.Rules.Catalogue;
using Par.Worker.Intake;
using Par.Worker.Storage;

namespace Par.Worker.Decisions;

/// <summary>
/// Life events that say facts are other now: what was decided on those facts, about the same person or about somebody linked to
/// them, becomes an open question again and is asked on today's facts.
/// </summary>
internal sealed class ChangedFacts(RuleBook book)
{
    private readonly Dictionary<string, Reader[]> readers = book.Catalogue.LifeEvents.Values
        .Where(kind => kind.Changes.Count > 0)
        .ToDictionary(kind => kind.Kind, kind => book.Rules.Select(rule => Reader.Of(rule, kind)).Where(reader => reader.Reads).ToArray(), StringComparer.Ordinal);

    /// <summary>With one statement, in the caller's transaction; with none where nothing changed. Returns how many questions are to be asked.</summary>
    public async Task<int> AskAgain(NpgsqlTransaction transaction, IEnumerable<InboxEvent> events, DateTimeOffset now, CancellationToken cancellation)
    {
        var changed = events
            .Where(life => readers.ContainsKey(life.Kind) && book.Catalogue.LifeEvents[life.Kind].Registry.Id == life.Registry)
            .SelectMany(life => readers[life.Kind].Select(reader => (Life: life, Reader: reader)))
            .ToList();
        if (changed.Count == 0)
        {
            return 0;
        }

        await using var command = new NpgsqlCommand(Sql.Read("Decisions/ask_again.sql"), transaction.Connection, transaction);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("entity", changed.Select(pair => book.Catalogue.LifeEvents[pair.Life.Kind].Subject.Name).ToArray());
        command.Parameters.AddWithValue("key", changed.Select(pair => pair.Life.Subject).ToArray());
        command.Parameters.AddWithValue("rule", changed.Select(pair => pair.Reader.Rule).ToArray());
        command.Parameters.AddWithValue("of_subject", changed.Select(pair => pair.Reader.OfSubject).ToArray());
        command.Parameters.AddWithValue("of_linked", changed.Select(pair => pair.Reader.OfLinked).ToArray());
        command.Parameters.AddWithValue("is_correction", changed.Select(pair => IsCorrection(pair.Life)).ToArray());
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>
    /// A correction says that a record was wrong; any other life event, that things have changed since. Only a correction touches
    /// what was granted or what a person was reminded of: the card that was issued on a dossier does not make the dossier wrong.
    /// </summary>
    private static bool IsCorrection(InboxEvent life) =>
        life.Kind.EndsWith(".corrected", StringComparison.Ordinal) || life.Kind.EndsWith(".annulled", StringComparison.Ordinal);

    /// <summary>A rule that reads a fact which a kind of life event changes: of its subject, or of a record that it is led to.</summary>
    private sealed record Reader(string Rule, bool OfSubject, bool OfLinked)
    {
        public bool Reads => OfSubject || OfLinked;

        public static Reader Of(Rule rule, LifeEvent kind)
        {
            var (root, facts) = (rule.Facts.Subject, kind.Changes.Where(fact => fact.Entity == kind.Subject.Name).Select(fact => fact.Field).ToHashSet(StringComparer.Ordinal));
            var sameKind = rule.Subject.Name == kind.Subject.Name;
            var byDay = rule.Triggers.OfType<Trigger.OnDay>().Any(day => facts.Contains(day.Field.Name));
            return new Reader(
                rule.Id,
                sameKind && (byDay || ReadsAt(root, kind.Subject, facts)),
                Below(rule.Facts.Event).Concat(Below(root)).Any(node => ReadsAt(node, kind.Subject, facts)));
        }

        private static bool ReadsAt(FactNode node, Entity entity, HashSet<string> facts) =>
            node.Entity?.Name == entity.Name
            && (node.FieldNames.Any(facts.Contains) || node.Links.Any(link => facts.Any(fact => IsTheSame(link.Link, entity.Link(fact)))));

        // "residence" and "residences" lead to the same records: when one is other now, so is the other.
        private static bool IsTheSame(EntityLink read, EntityLink? changed) =>
            changed is not null && read.Target.Name == changed.Target.Name && read.By == changed.By && read.From == changed.From;

        private static IEnumerable<FactNode> Below(FactNode node) => node.Links.SelectMany(link => Below(link.Node).Prepend(link.Node));
    }
}
