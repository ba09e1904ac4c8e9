using Microsoft.Extensions.Options;
using Npgsql;
using Par.Rules.Books;
using Par.Worker.Agencies;
using Par.Worker.Decisions;
using Par.Worker.Dossiers;
using Par.Worker.FactGathering;
using Par.Worker.Outcomes;
using Par.Worker.ServiceLevels;

namespace Par.Worker.Rounds;

/// <summary>
/// What a round works by: one rule book and everything that follows from it, the facts it asks for, its agencies, their calendars.
/// A round takes it once; a book that is put in service meanwhile is for the next round.
/// </summary>
internal sealed class RoundBook(
    NpgsqlDataSource database, RuleBook book, Facts facts, IOptions<ServiceLevelOptions> levels, Ladder ladder, Brakes.Brakes brakes, OutcomeEvents events, PutBack putBack, TimeProvider clock)
{
    private readonly AgencyDirectory agencies = AgencyDirectory.Of(book.Catalogue);

    public string Hash => book.Hash;

    public RuleBooks Rules { get; } = new(book, facts, clock);

    public LocalTime LocalTime => Rules.LocalTime;

    public ChangedFacts ChangedFacts => field ??= new ChangedFacts(book);

    public DaysToDerive DaysToDerive => field ??= new DaysToDerive(book);

    public Grounds Grounds => field ??= new Grounds(Rules, LocalTime);

    public Expectations Expectations => field ??= new Expectations(Rules, LocalTime);

    public QuietTimes QuietTimes => field ??= new QuietTimes(Rules, LocalTime);

    public Merges Merges => field ??= new Merges(Rules, new OnceKeysOfIds(Flags), putBack);

    public OnePerson OnePerson => field ??= new OnePerson(book, Merges);

    public OutsideLife OutsideLife => field ??= new OutsideLife(book);

    public Openings Openings => field ??= new Openings(new DossierNumbers(database, agencies), Clocks, brakes);

    public Withdrawals Withdrawals => field ??= new Withdrawals(Clocks, Flags, events);

    public Refreshes Refreshes => field ??= new Refreshes(Clocks, Flags);

    private Flags Flags => field ??= new Flags(Clocks);

    private Clocks Clocks => field ??= new Clocks(agencies, levels, ladder);
}
