namespace SmsActivation.Core.Storage;

/// <summary>How rows of one kind come into a table, many at a time, by <see cref="Session.InsertNewAsync{T}"/>. Names are
/// ours, never a user's: they become part of the statement.</summary>
/// <param name="Key">The columns whose unique index tells which rows are new; without one each is.</param>
public sealed record BulkInsert<T>(string Table, IReadOnlyList<string> Key, IReadOnlyList<BulkColumn<T>> Columns);

/// <summary>How rows of one kind change, many at a time, by <see cref="Session.UpdateAsync{T}"/>.</summary>
/// <param name="Key">The identity; no two rows have the same.</param>
/// <param name="Guard">The column that must hold what it held when the change was decided.</param>
public sealed record BulkUpdate<T>(
    string Table,
    BulkColumn<T> Key,
    BulkColumn<T> Guard,
    IReadOnlyList<BulkColumn<T>> Columns
);

/// <param name="Value">A text, whole number, day, time or null.</param>
public sealed record BulkColumn<T>(string Name, Func<T, object?> Value);
