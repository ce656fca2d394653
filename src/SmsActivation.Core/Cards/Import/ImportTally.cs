using SmsActivation.Core.Csv;

namespace SmsActivation.Core.Cards.Import;

/// <summary>Counts the rows of one run by what became of them, and puts the bad ones aside.</summary>
internal sealed class ImportTally(RejectsFile rejects)
{
    private int _new;
    private int _changed;
    private int _unchanged;
    private int _rejected;

    public int Rows => _new + _changed + _unchanged + _rejected;

    public void Reject(FileLine line, string reason)
    {
        _rejected++;
        rejects.Add(line, reason);
    }

    public void Count(ImportStep step, FileLine line)
    {
        switch (step)
        {
            case ImportStep.Add:
                _new++;
                break;
            case ImportStep.Change:
                _changed++;
                break;
            case ImportStep.Keep:
                _unchanged++;
                break;
            case ImportStep.Reject(var reason):
                Reject(line, reason);
                break;
        }
    }

    public ImportReport Report(TimeSpan took, bool stopped) =>
        new()
        {
            Read = Rows,
            New = _new,
            Changed = _changed,
            Unchanged = _unchanged,
            Rejected = _rejected,
            RejectsFile = _rejected > 0 ? rejects.Path : null,
            Took = took,
            Stopped = stopped,
        };
}
