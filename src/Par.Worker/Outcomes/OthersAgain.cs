using Npgsql;
using Par.Worker.Books;
using Par.Worker.Storage;

namespace Par.Worker.Outcomes;

/// <summary>
/// A once-key that is free again belongs to whoever is due under it. Where two registrations of one birth were both due and the
/// one that had opened is annulled, the other one is asked again; and where the best-ranked of an exclusive group falls, so are
/// the others of the group. So nobody is missed.
/// </summary>
internal sealed class OthersAgain(RunningBook running)
{
    /// <summary>With one statement, in the caller's transaction; with none where no key was freed.</summary>
    /// <param name="transaction">In which the keys were freed.</param>
    /// <param name="dossiers">The dossiers whose keys are free.</param>
    /// <param name="reminders">The findings of the reminders whose keys are free.</param>
    /// <param name="now">When they are to be asked.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="otherRulesOnly">True where the rule itself was found to be wrong, so that only others of its group are asked.</param>
    public async Task Ask(
        NpgsqlTransaction transaction, IReadOnlyList<Guid> dossiers, IReadOnlyList<Guid> reminders, DateTimeOffset now, CancellationToken cancellation,
        bool otherRulesOnly = false)
    {
        if (dossiers.Count + reminders.Count == 0)
        {
            return;
        }

        var members = running.Current.Rules
            .SelectMany(rule => rule.Versions.Select(version => version.Exclusive?.Gate).OfType<string>().Distinct().Select(gate => (Gate: gate, rule.Id)))
            .ToList();
        await using var command = new NpgsqlCommand(Sql.Read("Outcomes/ask_others_again.sql"), transaction.Connection, transaction);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("dossiers", dossiers.ToArray());
        command.Parameters.AddWithValue("reminders", reminders.ToArray());
        command.Parameters.AddWithValue("gates", members.Select(member => member.Gate).ToArray());
        command.Parameters.AddWithValue("members", members.Select(member => member.Id).ToArray());
        command.Parameters.AddWithValue("others_only", otherRulesOnly);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
