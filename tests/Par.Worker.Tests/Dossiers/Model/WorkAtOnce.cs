using System.Collections.Concurrent;
using Par.Rules.Books;
using Par.Worker.Dossiers;
using Par.Worker.Outcomes;
using Par.Worker.Queues;

namespace Par.Worker.Tests.Dossiers.Model;

/// <summary>What each of them may do, sensible or not: old claims, other people's dossiers and things that are over are tried as well.</summary>
internal sealed class WorkAtOnce(Commune commune, IReadOnlyList<string> officers, IReadOnlyList<DossierToOpen> due, IReadOnlyList<Guid> opened)
{
    private readonly ConcurrentStack<(Guid Dossier, string Officer, int Attempt)> claims = [];

    private readonly ConcurrentQueue<Guid> dossiers = new(opened);

    /// <summary>How many dossiers there are, those that were opened again under a free once-key among them.</summary>
    public int Opened => dossiers.Count;

    /// <summary>What the product said it had done.</summary>
    public ConcurrentBag<(Guid Dossier, string Change, string Actor)> Done { get; } = [];

    private static CancellationToken Cancellation => Commune.Cancellation;

    public async Task Officer(string officer, Random random)
    {
        var (dossier, attempt) = SomeClaim(officer, random);
        switch (random.Next(17))
        {
            case 0 or 1 or 2:
                if (await commune.Queues.ClaimNext(Commune.Police, officer, Cancellation) is { } next)
                {
                    Claimed(next.Dossier, officer, next.Attempt);
                }

                break;
            case 3 or 4:
                dossier = Any(random);
                if (await commune.Queues.Claim(dossier, officer, Cancellation) is ClaimAnswer.Claimed(var claim))
                {
                    Claimed(dossier, officer, claim.Attempt);
                }

                break;
            case 5:
                Note(await commune.Outcomes.Complete(dossier, officer, attempt, Decision.Approved, null, Cancellation), dossier, "approved", officer);
                break;
            case 6:
                Note(await commune.Outcomes.Complete(dossier, officer, attempt, Decision.Rejected, "Không đủ điều kiện.", Cancellation), dossier, "rejected", officer);
                break;
            case 7:
                Note(await commune.Queues.Release(dossier, officer, attempt, Cancellation), dossier, "released", officer);
                break;
            case 8:
                Note(await commune.Waits.Begin(dossier, officer, attempt, "Chờ giấy chứng sinh.", Cancellation) is WaitAnswer.Done, dossier, "waits", officer);
                break;
            case 9:
                dossier = Any(random);
                Note(await commune.Waits.End(dossier, officer, "Đã nhận.", Cancellation) is WaitAnswer.Done, dossier, "replied", officer);
                break;
            case 10:
                Note(await commune.Outcomes.CompleteReview(dossier, officer, attempt, "Giữ nguyên.", Cancellation) is CompleteAnswer.Completed, dossier, "reviewed", officer);
                break;
            case 11:
                Note(await commune.Queues.PushBack(dossier, officer, attempt, "Chưa được tập huấn.", Cancellation) is null, dossier, "pushedBack", officer);
                break;
            case 12:
                await HandOver(dossier, officer, attempt, random);
                break;
            case 13 or 14:
                Note(await commune.Outcomes.Agree(dossier, officer, attempt, Cancellation), dossier, "agreed", officer);
                break;
            case 15:
                Note(await commune.Outcomes.SendBack(dossier, officer, attempt, "Thiếu căn cứ.", Cancellation) is CompleteAnswer.Completed, dossier, "sentBack", officer);
                break;
            default:
                await commune.Queues.Renew(dossier, officer, attempt, Cancellation);
                break;
        }
    }

    public async Task Person(Random random)
    {
        var dossier = Any(random);
        if (random.Next(2) == 0)
        {
            var objection = new PersonsObjection { Channel = AnswerChannel.Phone, Reason = "Chưa đúng." };
            Note(await commune.Objections.Take(dossier, objection, Commune.Mother, Cancellation) is ObjectionAnswer.Received, dossier, "objected", Commune.Mother);
            return;
        }

        var said = new PersonsAnswer { Yes = random.Next(3) > 0, Channel = AnswerChannel.VneId, Request = "12/ĐN" };
        Note(await commune.Outcomes.RecordAnswer(dossier, said, Commune.Mother, Cancellation) is RecordedAnswer.Recorded, dossier, said.Yes ? "accepted" : "declined", Commune.Mother);
    }

    public async Task Engine(Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                commune.Clock.Now += TimeSpan.FromMinutes(random.Next(9));
                await commune.Queues.RescueLeases(Cancellation);
                break;
            case 1:
                foreach (var again in (await commune.Open(due[random.Next(due.Count)])).Dossiers)
                {
                    dossiers.Enqueue(again.Dossier);
                }

                break;
            default:
                var fallen = new FallenGround { Dossier = Any(random), Reason = CorrectionWords.NoLongerDue, Policy = random.Next(3) == 0 ? IfNoLongerTrue.Withdraw : IfNoLongerTrue.Flag };
                var withdrawn = await commune.InTransaction(transaction => commune.Withdrawals.Withdraw(transaction, [fallen], commune.Clock.Now, Cancellation));
                Note(withdrawn.Dossiers.Count == 1, fallen.Dossier, "withdrawn", DossierMove.Engine);
                break;
        }
    }

    private Guid Any(Random random) => dossiers.ElementAt(random.Next(dossiers.Count));

    /// <summary>Mostly the officer's own last claims, now and then an old one or somebody else's.</summary>
    private (Guid Dossier, int Attempt) SomeClaim(string officer, Random random)
    {
        var known = claims.ToArray();
        var own = known.Where(claim => claim.Officer == officer).Take(3).ToArray();
        var from = own.Length > 0 && random.Next(5) > 0 ? own : known;
        if (from.Length == 0)
        {
            return (Any(random), 1);
        }

        var claim = from[random.Next(from.Length)];
        return (claim.Dossier, claim.Attempt);
    }

    /// <summary>The other one has a claim of their own from then on, one attempt further.</summary>
    private async Task HandOver(Guid dossier, string officer, int attempt, Random random)
    {
        var to = officers[random.Next(officers.Count)];
        if (await commune.Queues.HandOver(dossier, officer, attempt, to, Cancellation) is null)
        {
            Note(true, dossier, "handedOver", officer);
            claims.Push((dossier, to, attempt + 1));
        }
    }

    private void Claimed(Guid dossier, string officer, int attempt)
    {
        claims.Push((dossier, officer, attempt));
        Note(true, dossier, "claimed", officer);
    }

    /// <summary>A decision takes effect at once, or waits for a second look.</summary>
    private void Note(CompleteAnswer answer, Guid dossier, string change, string actor)
    {
        var written = answer switch
        {
            CompleteAnswer.AwaitsSecondLook => "decided",
            CompleteAnswer.Completed(var state, _) => change == "agreed" ? state.Word : change,
            _ => null,
        };
        Note(written is not null, dossier, written ?? "", actor);
    }

    private void Note(bool done, Guid dossier, string change, string actor)
    {
        if (done)
        {
            Done.Add((dossier, change, actor));
        }
    }
}
