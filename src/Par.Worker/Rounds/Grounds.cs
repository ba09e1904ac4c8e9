using Npgsql;
using Par.Rules.Books;
using Par.Worker.Brakes;
using Par.Worker.Decisions;
using Par.Worker.Dossiers;
using Par.Worker.FactGathering;
using Par.Worker.Outcomes;

namespace Par.Worker.Rounds;

/// <summary>
/// Compares what stands with what would be opened today, by once-key: the same key with other values has changed, a key that is
/// gone has lost its ground. What the rule wants done then is in the rule; an officer's work is never undone.
/// </summary>
internal sealed class Grounds(RuleBooks rules, LocalTime localTime)
{
    /// <summary>With a constant number of statements, in the caller's transaction; with none where nothing was asked again.</summary>
    public async Task<ComparedGrounds> Compare(
        NpgsqlTransaction transaction, Agenda agenda, IReadOnlyList<DecidedQuestion> decided, CancellationToken cancellation)
    {
        var again = new AskedAgain(agenda, decided, rules.Book.Hash, localTime);
        if (again.Events.Count == 0)
        {
            return new ComparedGrounds([], [], []);
        }

        // First, because it keeps what is held from being released while it is compared.
        var held = await Held.Reminders(transaction, again.Events, cancellation);
        var (fallen, changed) = (new List<FallenGround>(), new List<ChangedGround>());
        foreach (var dossier in await StandingDossier.Of(transaction, again.Events, cancellation))
        {
            switch (again.Of(dossier.Event, dossier.Rule))
            {
                case Ground.Holds(var now) when dossier.IsTheSameAs(now):
                    Compare(dossier, now, fallen, changed);
                    break;
                case Ground.Holds:
                    fallen.Add(Fallen(dossier, CorrectionWords.OtherNow));
                    break;
                case Ground.CannotBeDerived:
                    fallen.Add(Fallen(dossier, CorrectionWords.CannotBeDerived) with { Policy = IfNoLongerTrue.Flag });
                    break;
                case Ground.Fell(var reason):
                    fallen.Add(Fallen(dossier, reason));
                    break;
            }
        }

        var given = again.Reminds ? await StandingReminder.Of(transaction, again.Events, cancellation) : [];
        return new ComparedGrounds(fallen, changed, Wrong([.. given, .. held.Select(StandingReminder.Of)], again));
    }

    // A reminder is short-lived: it is taken back when it is wrong and told anew when it says something else, and never flagged.
    // One that is held is undone instead, without a word, and opened as is right, held or not.
    private static List<WrongReminder> Wrong(IReadOnlyList<StandingReminder> reminders, AskedAgain again)
    {
        var wrong = new List<WrongReminder>();
        foreach (var reminder in reminders)
        {
            switch (again.Of(reminder.Event, reminder.Rule))
            {
                case Ground.Holds(var now) when reminder.OnceKey == now.OnceKey && now.Level == 1:
                    if (reminder.SaysOtherThan(now))
                    {
                        wrong.Add(new WrongReminder(reminder, CorrectionWords.OtherNow, reminder.IsHeld ? null : now));
                    }

                    break;
                case Ground.Holds:
                    wrong.Add(new WrongReminder(reminder, CorrectionWords.OtherNow, null));
                    break;
                case Ground.Fell(var reason):
                    wrong.Add(new WrongReminder(reminder, reason, null));
                    break;
            }
        }

        return wrong;
    }

    private void Compare(StandingDossier dossier, DossierToOpen now, List<FallenGround> fallen, List<ChangedGround> changed)
    {
        var differences = dossier.Differences(now, localTime);
        if (differences.Count > 0 && dossier.State == DossierState.Held)
        {
            // Nobody knows of it yet: it is undone without a word, and opened as is right, held or not.
            fallen.Add(Fallen(dossier, CorrectionWords.OtherNow) with { Policy = IfNoLongerTrue.Withdraw });
        }
        else if (differences.Count > 0 || dossier.Ground is not null)
        {
            changed.Add(new ChangedGround { Dossier = dossier.Id, Now = dossier.WithItsStart(now, localTime), Differences = differences });
        }
    }

    private FallenGround Fallen(StandingDossier dossier, Rules.Catalogue.Wording reason) =>
        new() { Dossier = dossier.Id, Reason = reason, Policy = Policy(dossier) };

    private IfNoLongerTrue Policy(StandingDossier dossier) =>
        rules.Book.Rule(dossier.Rule)?.Versions.FirstOrDefault(version => version.Number == dossier.RuleVersion)?.Opening.IfNoLongerTrue
        ?? IfNoLongerTrue.Flag;
}

/// <summary>What a comparison came to.</summary>
/// <param name="Fallen">Dossiers that would not open today.</param>
/// <param name="Changed">Dossiers that would open today and say something else.</param>
/// <param name="Reminders">Reminders that were wrong.</param>
internal sealed record ComparedGrounds(
    IReadOnlyList<FallenGround> Fallen, IReadOnlyList<ChangedGround> Changed, IReadOnlyList<WrongReminder> Reminders);
