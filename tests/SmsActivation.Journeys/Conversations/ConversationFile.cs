namespace SmsActivation.Journeys.Conversations;

/// <summary>Reads a file of conversations; <c>reading-this.txt</c> beside them explains the form.</summary>
public static class ConversationFile
{
    public static IReadOnlyList<Conversation> Read(string name, string? country = null)
    {
        var conversations = new List<Conversation>();
        var path = Path.Combine(AppContext.BaseDirectory, "Conversations", name);
        foreach (var block in Blocks(File.ReadLines(path)))
        {
            var heading = block[0][2..].Split('@', StringSplitOptions.TrimEntries);
            var its = country ?? (heading.Length > 1 ? heading[1] : "US");
            conversations.Add(
                new Conversation(
                    country is null ? heading[0] : $"{heading[0]} ({its})",
                    its,
                    block.Skip(1).Where(IsCard).Select(ReadCard).ToDictionary(card => card.Name, card => card.Spec),
                    [.. block.Skip(1).Where(line => !IsCard(line)).Select(ReadTurn)]
                )
            );
        }
        return conversations;
    }

    private static IEnumerable<List<string>> Blocks(IEnumerable<string> lines)
    {
        List<string>? block = null;
        foreach (var line in lines.Where(line => line.Trim().Length > 0 && !line.StartsWith('#')))
        {
            if (line.StartsWith("=="))
            {
                if (block is not null)
                    yield return block;
                block = [];
            }
            block!.Add(line);
        }
        if (block is not null)
            yield return block;
    }

    private static bool IsCard(string line) => line.StartsWith("card ");

    private static (string Name, CardSpec Spec) ReadCard(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var code = words.FirstOrDefault(word => word.StartsWith("code="))?["code=".Length..] ?? "";
        return (words[1], new CardSpec(words.Length > 2 && !words[2].StartsWith("code=") ? words[2] : "Issued", code));
    }

    private static Turn ReadTurn(string line)
    {
        var cells = line.TrimStart('+').Split(" | ", StringSplitOptions.TrimEntries);
        if (cells.Length != 4)
            throw new FormatException($"Four cells, please: {line}");
        var who = cells[0].Split(':');
        var earlier = cells[3].StartsWith('(');
        var template = cells[3].Trim('(', ')');
        return new Turn(
            who[0],
            who[1..],
            cells[1],
            cells[2],
            template == "-" ? null : template,
            earlier,
            line.StartsWith('+')
        );
    }
}
