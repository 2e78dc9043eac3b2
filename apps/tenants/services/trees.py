"""Whole directories of a storage."""

from django.core.files.storage import Storage


def delete_tree(storage: Storage, directory: str = "") -> None:
    """Delete everything below ``directory`` of the current studio's part of the storage."""
    try:
        directories, files = storage.listdir(directory)
    except FileNotFoundError:
        return
    for name in files:
        storage.delete(_below(directory, name))
    for name in directories:
        delete_tree(storage, _below(directory, name))
    if directory:
        storage.delete(directory)


def _below(directory: str, name: str) -> str:
    return f"{directory}/{name}" if directory else name
