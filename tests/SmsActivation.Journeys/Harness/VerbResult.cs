namespace SmsActivation.Journeys.Harness;

/// <summary>How a verb ended.</summary>
public sealed record VerbResult(int Code, string Output, string Errors)
{
    public string Everything => Output + Errors;

    public void MustSucceed()
    {
        if (Code != 0)
            throw new InvalidOperationException($"The verb ended with {Code}:\n{Everything}");
    }
}

/// <summary>A row of the card file.</summary>
public sealed record CardLine(string Number, string State = "Issued", string ExpiresOn = "", string Code = "")
{
    public string ToCsv() => $"{Number},{State},{ExpiresOn},{Code}";
}
