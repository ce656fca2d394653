namespace SmsActivation.Core.Storage;

/// <summary>How rows of one kind come into a table, many at a time, by <see cref="Session.InsertNewAsync{T}"/>. Names are
/// ours, never a user's: they become part of the statement.</summary>
/// <param name="Key">The column whose unique index tells which rows are new.</param>
public sealed record BulkInsert<T>(string Table, string Key, IReadOnlyList<BulkColumn<T>> Columns);

/// <param name="Value">A text, whole number, day, time or null.</param>
public sealed record BulkColumn<T>(string Name, Func<T, object?> Value);
