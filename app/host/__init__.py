"""This computer without Qt: settings, vault, logs, proxies, folders."""
