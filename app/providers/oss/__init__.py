"""Alibaba Cloud OSS behind `app.providers.contract.Provider`: signing, addressing, answers."""
