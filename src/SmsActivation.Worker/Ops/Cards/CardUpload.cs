using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using SmsActivation.Core.Csv;

namespace SmsActivation.Worker.Ops.Cards;

/// <summary>How a form with a card file was taken.</summary>
internal abstract record CardUpload
{
    /// <param name="Path">Where it lies now; whoever has this removes it.</param>
    /// <param name="FileName">What it was called where it came from.</param>
    public sealed record Taken(string Path, string FileName, long Length, string? Batch, bool DryRun) : CardUpload;

    /// <summary>Not from a page of this session.</summary>
    public sealed record NotOurs : CardUpload;

    public sealed record TooLarge : CardUpload;

    /// <summary>In words, for whoever sent it.</summary>
    public sealed record Refused(string Why) : CardUpload;
}

/// <summary>Reads a form with a card file as it comes: the file goes to disk piece by piece and is never in memory. Fields
/// stand before the file, as on our page, so that nothing is taken from a page that is not ours.</summary>
internal sealed class CardUploadReader(CardFiles files)
{
    private const int LongestBatch = 64;
    private const int LongestName = 200;
    private const int LongestField = 1024;
    private const int LongestBoundary = 70; // RFC 2046
    private const int OtherBytes = 16 * 1024;
    private const int AtOnce = 80 * 1024;

    /// <summary>A row is read whole: what has no line ends would be read into memory as one.</summary>
    private const int LongestLine = 2 * AtOnce;

    /// <param name="isOurs">Whether a form's token is that of this session.</param>
    public async Task<CardUpload> ReadAsync(HttpRequest request, Func<string, bool> isOurs, CancellationToken stopping)
    {
        if (request.ContentLength > files.Largest + OtherBytes)
            return new CardUpload.TooLarge();
        if (BoundaryOf(request.ContentType) is not { } boundary)
            return new CardUpload.NotOurs();
        try
        {
            return await ReadAsync(new MultipartReader(boundary, request.Body), isOurs, stopping);
        }
        catch (NotKeptException fault)
        {
            return new CardUpload.Refused(
                $"This host could not keep the file (Imports:Path): {fault.InnerException!.Message}"
            );
        }
        catch (ExcelFileException)
        {
            return new CardUpload.Refused(ExcelFile.Fault);
        }
        catch (LineTooLongException)
        {
            return new CardUpload.Refused("A line in it is longer than any row of cards: is it a CSV file?");
        }
        // Cut off, or no form at all.
        catch (Exception fault) when (fault is IOException or InvalidDataException or OperationCanceledException)
        {
            return new CardUpload.Refused("The file did not arrive whole: send it again.");
        }
    }

    private async Task<CardUpload> ReadAsync(
        MultipartReader reader,
        Func<string, bool> isOurs,
        CancellationToken stopping
    )
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadNextSectionAsync(stopping) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var part))
                continue;
            var name = HeaderUtilities.RemoveQuotes(part.Name).ToString();
            if (!part.IsFileDisposition())
            {
                fields[name] = await TextAsync(section.Body, stopping);
                continue;
            }
            if (!isOurs(fields.GetValueOrDefault("form", "")))
                return new CardUpload.NotOurs();
            return await FileAsync(section.Body, NameOf(part), fields, stopping);
        }
        return new CardUpload.Refused("Choose a file first.");
    }

    private async Task<CardUpload> FileAsync(
        Stream body,
        string fileName,
        Dictionary<string, string> fields,
        CancellationToken stopping
    )
    {
        var batch = fields.GetValueOrDefault("batch", "").Trim();
        if (batch.Length > LongestBatch)
            return new CardUpload.Refused($"The name of the batch is longer than {LongestBatch} signs.");
        if (fileName.Length == 0)
            return new CardUpload.Refused("Choose a file first.");
        var (path, length) = await SaveAsync(body, stopping);
        if (length > 0 && length <= files.Largest)
            return new CardUpload.Taken(
                path,
                fileName,
                length,
                batch.Length == 0 ? null : batch,
                DryRun: fields.ContainsKey("dry-run")
            );
        File.Delete(path);
        return length == 0 ? new CardUpload.Refused("The file is empty.") : new CardUpload.TooLarge();
    }

    private async Task<(string Path, long Length)> SaveAsync(Stream body, CancellationToken stopping)
    {
        var path = "";
        try
        {
            await using var file = Kept(files.Create);
            path = file.Name;
            return (path, await CopyAsync(body, file, stopping));
        }
        catch when (path.Length > 0)
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Its length; one byte more than is allowed when it is longer.</summary>
    private async Task<long> CopyAsync(Stream from, FileStream to, CancellationToken stopping)
    {
        var buffer = new byte[AtOnce];
        var (length, line) = (0L, 0);
        while (await from.ReadAsync(buffer, stopping) is > 0 and var read)
        {
            if (length == 0 && ExcelFile.Begins(buffer.AsSpan(0, read)))
                throw new ExcelFileException();
            length += read;
            if (length > files.Largest)
                return files.Largest + 1;
            // At a line's end only what stands behind the last one is carried on.
            var last = buffer.AsSpan(0, read).LastIndexOfAny((byte)'\r', (byte)'\n');
            line = last < 0 ? line + read : read - last - 1;
            if (line > LongestLine)
                throw new LineTooLongException();
            try
            {
                await to.WriteAsync(buffer.AsMemory(0, read), stopping);
            }
            catch (IOException fault)
            {
                throw new NotKeptException(fault);
            }
        }
        return length;
    }

    private static FileStream Kept(Func<FileStream> create)
    {
        try
        {
            return create();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new NotKeptException(fault);
        }
    }

    private static async Task<string> TextAsync(Stream body, CancellationToken stopping)
    {
        var buffer = new char[LongestField];
        using var reader = new StreamReader(body);
        var read = await reader.ReadBlockAsync(buffer, stopping);
        return new string(buffer, 0, read);
    }

    private static string NameOf(ContentDispositionHeaderValue part)
    {
        var name = HeaderUtilities
            .RemoveQuotes(part.FileNameStar.HasValue ? part.FileNameStar : part.FileName)
            .ToString();
        // Some browsers sent a whole path once, with separators of their own system.
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        name = string.Concat(name.Where(sign => !char.IsControl(sign))).Trim();
        return name.Length > LongestName ? name[..LongestName] : name;
    }

    private static string? BoundaryOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary).ToString() is { Length: > 0 and <= LongestBoundary } boundary
            ? boundary
            : null;

    private sealed class LineTooLongException : Exception;

    private sealed class ExcelFileException : Exception;

    /// <summary>The disk is full, or the folder is not ours: no fault of whoever sent it.</summary>
    private sealed class NotKeptException(Exception inner) : Exception(inner.Message, inner);
}
