from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "fairway.config.demo"
    label = "demo"
