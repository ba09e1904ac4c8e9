namespace Par.Worker.Tests.Dossiers.Model;

/// <summary>
/// What a dossier may go through, written down apart from the product: given a change, it says why that cannot have happened, or where the dossier is
/// after it.
/// </summary>
internal sealed class DossierModel
{
    private string task = "";

    public string State { get; private set; } = "";

    /// <summary>Who holds it; null when nobody does.</summary>
    public string? Holder { get; private set; }

    /// <summary>handle, awaitAnswer, awaitReply, review, secondLook; null when there is nothing to do.</summary>
    public string? Task => task.Length == 0 ? null : task;

    /// <summary>What the first officer decided, and who that was; null where nothing waits for a second look.</summary>
    public (string Decision, string By)? Decided { get; private set; }

    private bool Touched { get; set; }

    public string? Apply(ModelChange row)
    {
        if (row.CameFrom != (State.Length == 0 ? null : State))
        {
            return $"{row} goes on from {row.CameFrom}, and the dossier is {State}.";
        }

        var (state, held) = (State, Holder);
        bool fits = row.Change switch
        {
            "opened" => state.Length == 0 && Become(row.State is "prepared" or "queued" ? row.State : "?", null, row.State == "prepared" ? "awaitAnswer" : "handle"),
            "accepted" => state == "prepared" && Become("queued", null, "handle"),
            "declined" or "expired" => state == "prepared" && Become(row.Change, null, ""),
            "claimed" when task == "handle" => held is null && state is "queued" or "waiting" && Touch() && Become("inProgress", row.Actor, task),
            "claimed" when task == "review" => held is null && state == "approved" && Become(state, row.Actor, task),
            "claimed" when task == "secondLook" => held is null && state == "queued" && Decided!.Value.By != row.Actor && Become("inProgress", row.Actor, task),
            "released" or "pushedBack" => held == row.Actor && GiveBack(),
            "handedOver" => held == row.Actor && row.To != held && row.To != Decided?.By && Become(state, row.To, task),
            "decided" => state == "inProgress" && task == "handle" && held == row.Actor && Decide(row),
            "sentBack" => SecondLookOf(row) && Forget() && Become("queued", null, "handle"),
            "approved" or "rejected" when task == "secondLook" => SecondLookOf(row) && Decided!.Value.Decision == row.Change && Forget() && Become(row.Change, null, ""),
            "leaseEnded" => held is not null && row.Actor == "par" && GiveBack(),
            "approved" or "rejected" => state == "inProgress" && held == row.Actor && Become(row.Change, null, ""),
            "waits" => state == "inProgress" && task == "handle" && held == row.Actor && Become("waiting", null, "awaitReply"),
            "replied" => state == "waiting" && task == "awaitReply" && Become(state, null, "handle"),
            "reviewed" => task == "review" && held == row.Actor && Become(state, null, ""),
            "objected" when state == "approved" => Become(state, held, "review"),
            "objected" => state is "rejected" or "declined" or "expired" or "withdrawn" && Touch() && Become("queued", null, "handle"),
            "withdrawn" => state is "prepared" or "queued" && !Touched && Become("withdrawn", null, ""),
            "groundFell" when state == "approved" => Become(state, held, "review"),
            "groundFell" => true,
            _ => false,
        };

        return !fits ? $"{row} cannot happen to a dossier that is {state}, held by {held ?? "nobody"}, to {(Task ?? "nothing")}."
            : State != row.State ? $"{row} ought to have come to {State}."
            : null;
    }

    private bool SecondLookOf(ModelChange row) => task == "secondLook" && State == "inProgress" && Holder == row.Actor && Decided!.Value.By != row.Actor;

    private bool Decide(ModelChange row)
    {
        Decided = (row.Decided!, row.Actor);
        return row.Decided is "approved" or "rejected" && Become("queued", null, "secondLook");
    }

    private bool Forget()
    {
        Decided = null;
        return true;
    }

    private bool GiveBack() => Become(task == "review" ? State : "queued", null, task);

    private bool Touch() => Touched = true;

    private bool Become(string state, string? holder, string next)
    {
        (State, Holder, task) = (state, holder, next);
        return true;
    }
}

/// <summary>A row of a history, as the model reads it.</summary>
internal sealed record ModelChange
{
    public required Guid Dossier { get; init; }

    public required int Position { get; init; }

    public required string Change { get; init; }

    public required string? CameFrom { get; init; }

    public required string State { get; init; }

    public required string Actor { get; init; }

    /// <summary>Who was given it; null where it was not handed over.</summary>
    public required string? To { get; init; }

    /// <summary>What was decided and waits for a second look.</summary>
    public required string? Decided { get; init; }

    public override string ToString() => $"{Dossier} row {Position} '{Change}' by {Actor}";
}
