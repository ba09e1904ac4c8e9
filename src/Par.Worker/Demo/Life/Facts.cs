using Par.Worker.Demo.People;

namespace Par.Worker.Demo.Life;

/// <summary>The statements by which the registries' applications keep their facts.</summary>
internal static class Facts
{
    public static Fact Person(string id, string name, DateOnly dateOfBirth, Sex sex, string? mother, string? father, int vneidLevel) => new(
        """
        insert into person (personal_id, full_name, date_of_birth, sex, mother_id, father_id, vneid_level, updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, now())
        """,
        id,
        name,
        dateOfBirth,
        sex == Sex.Male ? "male" : "female",
        mother,
        father,
        (short)vneidLevel);

    public static Fact PersonDied(string id, DateOnly? diedOn) =>
        new("update person set died_on = $2, updated_at = now() where personal_id = $1", id, diedOn);

    public static Fact PersonCorrected(string id, DateOnly dateOfBirth, string mother) =>
        new("update person set date_of_birth = $2, mother_id = $3, updated_at = now() where personal_id = $1", id, dateOfBirth, mother);

    public static Fact Household(string id, string head, string area, string address) =>
        new("insert into household (household_id, head_id, area, address, updated_at) values ($1, $2, $3, $4, now())", id, head, area, address);

    public static Fact Residence(string id, string area, string address, string household, DateOnly from) => new(
        """
        insert into residence (personal_id, kind, area, address, household_id, registered_from, recorded_at, updated_at)
        values ($1, 'permanent', $2, $3, $4, $5, now(), now())
        """,
        id,
        area,
        address,
        household,
        from);

    public static Fact ResidenceEnded(string id, DateOnly until) => new(
        """
        update residence
           set registered_until = $2, updated_at = now()
         where personal_id = $1 and kind = 'permanent' and registered_until is null
        """,
        id,
        until);

    public static Fact IdentityCard(IdentityCard card, string id) => new(
        "insert into identity_card (card_no, personal_id, issued_on, valid_until, recorded_at, updated_at) values ($1, $2, $3, $4, now(), now())",
        card.Number,
        id,
        card.IssuedOn,
        card.ValidUntil);

    public static Fact InsuranceCard(InsuranceCard card, string id) => new(
        "insert into card (card_no, personal_id, group_code, valid_from, valid_until, recorded_at, updated_at) values ($1, $2, $3, $4, $5, now(), now())",
        card.Number,
        id,
        card.Group,
        card.ValidFrom,
        card.ValidUntil);

    public static Fact Pension(Pension pension, string id) => new(
        "insert into pension (personal_id, kind, monthly_amount, paid_from, recorded_at, updated_at) values ($1, $2, $3, $4, now(), now())",
        id,
        pension.Kind,
        pension.MonthlyAmount,
        pension.PaidFrom);

    public static Fact Disability(string certificate, string id, string degree, DateOnly on) => new(
        "insert into disability_certificate (certificate_no, personal_id, degree, issued_on, updated_at) values ($1, $2, $3, $4, now())",
        certificate,
        id,
        degree,
        on);

    public static Fact Enrolment(Enrolment enrolment, string id) => new(
        "insert into enrolment (personal_id, school, grade, school_year, updated_at) values ($1, $2, $3, $4, now())",
        id,
        enrolment.School,
        (short)enrolment.Grade,
        enrolment.SchoolYear);

    /// <summary>The certificate ends, and the same parcel begins under a new one.</summary>
    public static IReadOnlyList<Fact> LandTransferred(string certificate, string newCertificate, string newOwner, DateOnly on) =>
    [
        new("update land_right set ended_on = $2, updated_at = now() where certificate_no = $1", certificate, on),
        new(
            """
            insert into land_right (certificate_no, personal_id, area, parcel, square_metres, registered_on, updated_at)
            select $2, $3, area, parcel, square_metres, $4, now()
              from land_right
             where certificate_no = $1
            """,
            certificate,
            newCertificate,
            newOwner,
            on),
    ];

    public static Fact HouseholdPoverty(string id, string poverty) =>
        new("update household set poverty = $2, updated_at = now() where household_id = $1", id, poverty);

    public static Fact BirthNotice(Newborn child, string facility) => new(
        "insert into birth_notice (notification_no, mother_id, born_at, sex, facility, updated_at) values ($1, $2, $3, $4, $5, now())",
        child.NotificationNo,
        child.Mother.Id,
        child.BornAt,
        child.Sex == Sex.Male ? "male" : "female",
        facility);

    public static Fact NewbornDied(string notificationNo, DateTimeOffset diedAt) =>
        new("update birth_notice set died_at = $2, updated_at = now() where notification_no = $1", notificationNo, diedAt);

    public static Fact Birth(Newborn child, DateOnly registeredOn) => new(
        """
        insert into birth (registration_no, child_id, child_name, date_of_birth, sex, born_at, mother_id, father_id, registered_on, registered_in, notification_no, recorded_at, updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now(), now())
        """,
        child.RegistrationNo,
        child.Id,
        child.Name,
        child.DateOfBirth,
        child.Sex == Sex.Male ? "male" : "female",
        child.BornAt,
        child.Mother.Id,
        child.Mother.Spouse,
        registeredOn,
        child.Mother.Area.Id,
        child.NotificationNo);

    public static Fact BirthCorrected(string registrationNo, DateOnly dateOfBirth, string mother) => new(
        "update birth set date_of_birth = $2, mother_id = $3, updated_at = now() where registration_no = $1",
        registrationNo,
        dateOfBirth,
        mother);

    public static Fact BirthAnnulled(string registrationNo, DateOnly on) =>
        new("update birth set annulled_on = $2, updated_at = now() where registration_no = $1", registrationNo, on);

    public static Fact Death(string registrationNo, string deceased, DateTimeOffset diedAt, DateOnly registeredOn, string area, string? informant) => new(
        """
        insert into death (registration_no, deceased_id, died_at, died_on, registered_on, registered_in, informant_id, recorded_at, updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, now(), now())
        """,
        registrationNo,
        deceased,
        diedAt,
        Province.DayOf(diedAt),
        registeredOn,
        area,
        informant);

    public static Fact DeathAnnulled(string registrationNo, DateOnly on) =>
        new("update death set annulled_on = $2, updated_at = now() where registration_no = $1", registrationNo, on);
}
